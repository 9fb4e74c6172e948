using System.CommandLine;
using System.Globalization;

namespace NeuronPursuit;

/// <summary>A board of what else could be done with a table.</summary>
internal static class CompareCommand
{
    public static Command Create(ToolConsole console)
    {
        Argument<string> file = Inputs.Table();
        var options = new FitOptions();
        var folds = new Option<int>("--folds") { Description = "How many parts; each is predicted by models of the others. Default 5.", HelpName = "NUMBER", DefaultValueFactory = _ => 5 };
        Option<bool> json = Inputs.Json();
        var table = new TableOptions();
        var command = new ToolCommand(
            "compare", "Judge a fit beside boosted trees, a linear model and the mean, on the same folds.",
            "neuron-pursuit compare flats.csv --target price",
            "neuron-pursuit compare sales.csv --target sold --time day --json")
        {
            file, folds, json,
        };
        options.AddTo(command);
        table.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            Table read = table.Of(result).Read(result.GetRequiredValue(file));
            FitSettings settings = options.Of(result, read);
            int count = result.GetValue(folds);
            if (count < 2)
            {
                throw new UserErrorException($"--folds is {count}. Use at least 2.");
            }

            IReadOnlyList<Standing> board = await ProgressLine.RunAsync(console, progress => Comparison.Run(read, settings, count, progress, cancellationToken)).ConfigureAwait(false);
            if (result.GetValue(json))
            {
                var lines = board.Select(one => new { name = one.Name, seconds = Math.Round(one.Time.TotalSeconds, 3), errors = Results.Of(one.Evaluation, []) });
                console.WriteJson(new { folds = count, board = lines });
            }
            else
            {
                console.Out.WriteLine($"{board[0].Evaluation.RowCount} rows judged in {count} folds, each by models that had not seen it; best first:");
                console.Out.Write(Texts.Columns(RowsOf(board)));
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static List<string[]> RowsOf(IReadOnlyList<Standing> board)
    {
        bool numbers = board[0].Evaluation.Regression is not null;
        List<string[]> rows = [numbers ? ["", "RMSE", "MAE", "R2", "time"] : ["", "log-loss", "accuracy", "balanced", "time"]];
        foreach (Standing one in board)
        {
            rows.Add(one.Evaluation.Regression is { } errors
                ?
                [
                    one.Name, Texts.Number(errors.RootMeanSquaredError), Texts.Number(errors.MeanAbsoluteError),
                    errors.RSquared.ToString("0.000", CultureInfo.InvariantCulture), Texts.Time(one.Time),
                ]
                : [one.Name, .. Shares(one.Evaluation.Classification!), Texts.Time(one.Time)]);
        }

        return rows;
    }

    private static IEnumerable<string> Shares(ClassificationErrors errors) =>
        new[] { errors.LogLoss, errors.Accuracy, errors.BalancedAccuracy }.Select(value => value.ToString("0.000", CultureInfo.InvariantCulture));
}
