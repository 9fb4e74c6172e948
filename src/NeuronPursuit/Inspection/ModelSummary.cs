using System.Globalization;

namespace NeuronPursuit;

/// <summary>Models in a few lines.</summary>
public static class ModelSummaryExtensions
{
    /// <summary>
    /// A table of what the model is and how it came about: inputs and their preparation, outputs, networks with widths,
    /// activation and parameters, why the pursuit ended, iterations and errors.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <returns>
    /// Lines separated by a line feed, in the invariant culture; no times, so that the same fit gives the same text. Errors
    /// are those of the iteration that is kept: the one with the lowest held-out loss where something was held out. Of an ensemble
    /// it says how the whole ended; iterations and errors are those of its first network, and say so.
    /// </returns>
    public static string Summary(this NeuronPursuitModel model) =>
        TextTable.Format([.. model.SummaryItems().Select(item => new[] { item.Key, item.Value })], [false, false]);

    /// <summary>The lines of <see cref="Summary"/> as names and what they say, for pages and programs.</summary>
    /// <param name="model">The model.</param>
    /// <returns>
    /// "inputs", "outputs", "network" (or "network 1", "network 2" ... and "prediction"), after <see cref="PursuitRecipe.Auto"/> "recipe", "stopped" and, where there is a history,
    /// "iterations", "training error" and "held-out error".
    /// </returns>
    public static IReadOnlyList<KeyValuePair<string, string>> SummaryItems(this NeuronPursuitModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        FittedNetworks fitted = model.Fitted;
        var rows = new List<KeyValuePair<string, string>>
        {
            new("inputs", string.Join(", ", Inputs(fitted.Preprocessing))),
            new("outputs", Outputs(fitted)),
        };
        for (int member = 0; member < model.Networks.Count; member++)
        {
            string name = model.Networks.Count == 1 ? "network" : FormattableString.Invariant($"network {member + 1}");
            rows.Add(new(name, Describe(fitted.Networks[member].Shape)));
        }

        if (model.Networks.Count > 1)
        {
            rows.Add(new("prediction", FormattableString.Invariant($"mean of {model.Networks.Count} networks, {model.ParameterCount} parameters")));
        }

        if (model.RecipeChoice is { } choice)
        {
            rows.Add(new("recipe", choice.Describe()));
        }

        // The advice for a single pursuit does not hold for one of many.
        rows.Add(new("stopped", model.Networks.Count == 1
            ? $"{model.StopReason}: {model.StopReason.Describe()}"
            : model.Ensemble?.Describe() ?? $"the first network by {model.StopReason}"));
        if (model.History.Count > 0)
        {
            AddHistory(model, rows);
        }

        return rows.AsReadOnly();
    }

    /// <summary>The model in one line.</summary>
    internal static string Line(this NeuronPursuitModel model)
    {
        FittedNetworks fitted = model.Fitted;
        string networks = model.Networks.Count == 1
            ? FormattableString.Invariant($"network {Describe(fitted.Networks[0].Shape)}")
            : FormattableString.Invariant($"mean of {model.Networks.Count} networks, {model.ParameterCount} parameters");
        string history = model.History.Count == 0 ? "without iterations"
            : FormattableString.Invariant($"after {model.History.Count} iteration{(model.History.Count == 1 ? "" : "s")}");
        string errors = model.KeptIteration is not { } kept ? ""
            : FormattableString.Invariant($", training error {Error(kept.TrainingError)}")
                + (kept.ValidationError is { } heldOut ? $", held-out error {Error(heldOut)}" : "");
        return FormattableString.Invariant(
            $"{Count(model.InputCount, "column")} to {Count(model.OutputCount, "output")}, {networks}, {model.StopReason} {history}{errors}");

        static string Count(int count, string what) => FormattableString.Invariant($"{count} {what}{(count == 1 ? "" : "s")}");
    }

    private static void AddHistory(NeuronPursuitModel model, List<KeyValuePair<string, string>> rows)
    {
        (IReadOnlyList<PursuitIteration> history, PursuitIteration? kept) = (model.History, model.KeptIteration);
        string whose = model.Networks.Count > 1 ? " (network 1)" : "";
        string which = kept is null ? ", none better than the mean"
            : ReferenceEquals(kept, history[^1]) ? ""
            : FormattableString.Invariant($", number {kept.Number} kept");
        rows.Add(new("iterations", FormattableString.Invariant(
            $"{history.Count}{which}, {history.Sum(iteration => iteration.Evaluations)} evaluations of loss and gradient{whose}")));
        if (kept is null)
        {
            return;
        }

        rows.Add(new("training error", Error(kept.TrainingError) + whose));
        if (kept.ValidationError is { } heldOut)
        {
            rows.Add(new("held-out error", Error(heldOut) + whose));
        }
    }

    private static IEnumerable<string> Inputs(ModelPreprocessing preprocessing)
    {
        InputMap inputs = preprocessing.Inputs;
        InputColumn[] values = inputs.Columns[..inputs.SourceCount].ToArray();
        yield return FormattableString.Invariant($"{inputs.SourceCount} columns");
        if (values.Any(column => column.Offset != 0 || column.Scale != 1))
        {
            yield return "standardised";
        }

        double[] limits = [.. values.Select(column => column.Clip).Where(clip => clip > 0 && double.IsFinite(clip)).Distinct()];
        int limited = values.Count(column => column.Clip > 0 && double.IsFinite(column.Clip));
        if (limits is [var limit] && limited == values.Count(column => column.Clip > 0))
        {
            yield return FormattableString.Invariant($"limited to +-{limit}");
        }
        else if (limited > 0)
        {
            yield return FormattableString.Invariant($"{limited} limited");
        }

        if (values.Any(column => !double.IsNaN(column.WhereMissing)))
        {
            yield return "missing values filled in";
        }

        foreach ((NetworkInputKind kind, string words) in
            new[] { (NetworkInputKind.Rank, "also as ranks"), (NetworkInputKind.Missing, "with a mark where they are missing") })
        {
            int count = preprocessing.DescribeInputs().Count(input => input.Kind == kind);
            if (count > 0)
            {
                yield return FormattableString.Invariant($"{count} {words}");
            }
        }

        if (preprocessing.Intercept)
        {
            yield return "intercept";
        }
    }

    private static string Outputs(FittedNetworks fitted) =>
        fitted.OutputCount.ToString(CultureInfo.InvariantCulture)
        + (fitted.Preprocessing.Targets is not { } targets ? ""
            : targets.Scales.ContainsAnyExcept(1.0) ? ", standardised"
            : ", shifted")
        + fitted.Link switch
        {
            OutputLink.Softmax => ", probabilities that sum to 1",
            OutputLink.Exponential => ", exponentials of what the networks give",
            _ => "",
        }
        + (fitted.Preprocessing.Curves is null ? "" : ", of logarithms of the target");

    private static string Describe(NetworkShape shape) => FormattableString.Invariant(
        $"{string.Join('-', shape.Widths.ToArray())}, {shape.Activation}, {shape.ParameterCount} parameters");

    private static string Error(double error) => error.ToString("g4", CultureInfo.InvariantCulture);
}
