using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace NeuronPursuit;

/// <summary>Settings, sizes, data and versions.</summary>
internal static class RunSection
{
    public static void Write(Html html, ReportContent content)
    {
        if (content.Options.Settings.Count > 0)
        {
            html.Heading(3, "Settings as given").Facts(content.Options.Settings.Select(pair => (pair.Key, pair.Value)));
        }

        html.Heading(3, "Settings the model knows").Facts(Settings(content.Model));
        if (content.X is not null)
        {
            html.Heading(3, "On the given data").Facts(Fit(content));
        }

        html.Heading(3, "Sizes").Facts(Sizes(content.Model));
        html.Heading(3, "Versions of this report").Facts(Versions());
    }

    private static IEnumerable<(string, string)> Settings(NeuronPursuitModel model)
    {
        yield return ("depth", string.Create(CultureInfo.InvariantCulture, $"{model.Depth} weight matrices"));
        yield return ("activation", string.Join(", ", model.Networks.Select(network => network.Activation.ToString()).Distinct()));
        yield return ("intercept", model.HasIntercept ? "yes" : "no");
        yield return ("offset", Offset(model));
        yield return ("standardisation", model.IsStandardized ? "yes" : "no");
        yield return ("inputs of a network", string.Create(CultureInfo.InvariantCulture, $"{model.NetworkInputs.Count} from {model.InputCount} columns"));
        if (model.History is [var first, ..] history)
        {
            if (first.Correlations is [var search, ..])
            {
                yield return ("restarts of a search", search.Values.Count.ToString(CultureInfo.InvariantCulture));
            }

            yield return ("held-out samples", history.Any(iteration => iteration.ValidationError is not null) ? "yes" : "no");
            yield return ("iterations", history.Count.ToString(CultureInfo.InvariantCulture));
            yield return ("evaluations of the loss", history.Sum(iteration => iteration.Evaluations).ToString("N0", CultureInfo.InvariantCulture));
            yield return ("time", string.Create(CultureInfo.InvariantCulture, $"{history[^1].Elapsed.TotalSeconds:0.##} s"));
        }
    }

    private static string Offset(NeuronPursuitModel model)
    {
        string has = model.NetworkOutputs.Any(output => output.Offset != 0) ? "of the outputs" : "none";
        return model.OffsetChoice is { } choice ? $"{has} ({Words(choice.Reason)})" : has;
    }

    private static string Words(OffsetReason reason) => reason switch
    {
        OffsetReason.NotNeeded => "the target error was reached without",
        OffsetReason.NoGain => "it did not lower the error beyond chance",
        OffsetReason.LowersError => "it lowers the error",
        OffsetReason.FarFromZero => "the target is far from zero",
        _ => "the fit was stopped",
    };

    private static IEnumerable<(string, string)> Fit(ReportContent content)
    {
        yield return ("rows", content.X!.GetLength(0).ToString("N0", CultureInfo.InvariantCulture));
        double[,] predicted = content.Model.PredictAll(content.X!);
        if (content.IsClassifier)
        {
            int right = Enumerable.Range(0, predicted.GetLength(0)).Count(row => content.Y![row, Largest(predicted, row)] == 1);
            yield return ("share of right labels", ((double)right / predicted.GetLength(0)).ToString("0.0000", CultureInfo.InvariantCulture));
            yield break;
        }

        RegressionMetrics metrics = RegressionMetrics.Of(predicted, content.Y!);
        yield return ("root mean squared error", Number(metrics.RootMeanSquaredError));
        yield return ("mean absolute error", Number(metrics.MeanAbsoluteError));
        yield return ("R\u00B2", Number(metrics.RSquared));
    }

    private static int Largest(double[,] matrix, int row)
    {
        int best = 0;
        for (int column = 1; column < matrix.GetLength(1); column++)
        {
            best = matrix[row, column] > matrix[row, best] ? column : best;
        }

        return best;
    }

    private static IEnumerable<(string, string)> Sizes(NeuronPursuitModel model)
    {
        yield return ("networks", model.Networks.Count.ToString(CultureInfo.InvariantCulture));
        yield return ("weights", string.Create(
            CultureInfo.InvariantCulture, $"{model.ParameterCount:N0}, {Share(model):0.#} % of them not zero"));
        using var stream = new MemoryStream();
        model.Save(stream);
        yield return ("saved model", stream.Length < 10_000
            ? string.Create(CultureInfo.InvariantCulture, $"{stream.Length:N0} bytes")
            : string.Create(CultureInfo.InvariantCulture, $"{stream.Length / 1000:N0} kB"));
    }

    private static double Share(NeuronPursuitModel model) => 100.0 / model.ParameterCount * model.Networks.Sum(network =>
        Enumerable.Range(0, network.Depth).Sum(layer => network.GetWeights(layer).Cast<double>().Count(weight => weight != 0)));

    private static IEnumerable<(string, string)> Versions()
    {
        yield return ("NeuronPursuit", Version(typeof(NeuronPursuitModel).Assembly));
        yield return ("NeuronPursuit.Plotting", Version(typeof(RunSection).Assembly));
        yield return (".NET", RuntimeInformation.FrameworkDescription);
        yield return ("operating system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}");
    }

    private static string Version(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
        ?? assembly.GetName().Version?.ToString() ?? "";

    private static string Number(double value) => value.ToString("g4", CultureInfo.InvariantCulture);
}
