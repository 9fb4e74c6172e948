using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace NeuronPursuit;

/// <summary>Settings, sizes and versions.</summary>
internal static class RunSection
{
    public static void Write(Html html, ReportContent content)
    {
        if (content.Options.Settings.Count > 0)
        {
            html.Heading(3, "Settings as given").Facts(content.Options.Settings.Select(pair => (pair.Key, pair.Value)));
        }

        html.Heading(3, "Settings the model knows").Facts(Settings(content.Model));
        html.Heading(3, "Sizes").Facts(Sizes(content.Model));
        html.Heading(3, "Versions of this report").Facts(Versions());
    }

    private static IEnumerable<(string, string)> Settings(NeuronPursuitModel model)
    {
        yield return ("depth", string.Create(CultureInfo.InvariantCulture, $"{string.Join(" and ", model.Networks.Select(network => network.Depth).Distinct().Order())} weight matrices"));
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
            string whose = model.Networks.Count > 1 ? " of network 1" : "";
            yield return ("iterations" + whose, history.Count.ToString(CultureInfo.InvariantCulture));
            yield return ("evaluations of the loss" + whose, history.Sum(iteration => iteration.Evaluations).ToString("N0", CultureInfo.InvariantCulture));
            string[] ends = [.. history.Where(iteration => iteration.Outcome is not null)
                .GroupBy(iteration => iteration.Kind == PursuitIterationKind.Refused ? "refused" : iteration.Outcome!.Value.ToString().ToLowerInvariant())
                .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Count()} {group.Key}"))];
            if (ends.Length > 0)
            {
                yield return ("trainings", string.Join(", ", ends));
            }
        }

        if (model.Ensemble is { } ensemble)
        {
            yield return ("members", string.Create(CultureInfo.InvariantCulture, $"{ensemble.FinishedMembers} of {ensemble.Members} finished"));
            yield return ("trials", string.Create(CultureInfo.InvariantCulture, $"{ensemble.FinishedTrials} of {ensemble.Trials} finished"));
            yield return ("time of the whole fit", Seconds(ensemble.Elapsed));
        }
        else if (model.History is [.., var last])
        {
            yield return (model.Networks.Count > 1 ? "time of network 1" : "time", Seconds(last.Elapsed));
        }

        static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.##} s");
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
}
