using System.Globalization;

namespace NeuronPursuit;

/// <summary>What is wrong with options, said before anything is drawn; and the names that they leave to us.</summary>
internal static class PlotOptionsChecks
{
    public static void RequireSize(PlotOptions options)
    {
        Require(options.Width, 240, 4000, nameof(PlotOptions.Width), "pixels");
        if (options.Height is { } height)
        {
            Require(height, 160, 8000, nameof(PlotOptions.Height), "pixels");
        }

        if (options.Theme is not (PlotTheme.Light or PlotTheme.Dark))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Theme, "The theme must be light or dark.");
        }
    }

    /// <summary>The network that the options choose.</summary>
    public static PursuitNetwork RequireNetwork(NeuronPursuitModel model, PlotOptions options)
    {
        if (options.Network < 0 || options.Network >= model.Networks.Count)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options.Network,
                $"The model has {model.Networks.Count} {(model.Networks.Count == 1 ? "network" : "networks")}; Network must be 0 to {model.Networks.Count - 1}.");
        }

        Require(options.MaxNodes, 1, 200, nameof(PlotOptions.MaxNodes), "nodes in a layer");
        return model.Networks[options.Network];
    }

    /// <summary>The names of the columns of X, checked.</summary>
    public static IReadOnlyList<string> Columns(NeuronPursuitModel model, IReadOnlyList<string>? names) =>
        Names(names, model.InputCount, nameof(PlotOptions.ColumnNames), "columns")
        ?? [.. Enumerable.Range(1, model.InputCount).Select(number => string.Create(CultureInfo.InvariantCulture, $"x{number}"))];

    /// <summary>The names of the outputs, checked.</summary>
    public static IReadOnlyList<string> Outputs(NeuronPursuitModel model, IReadOnlyList<string>? names) =>
        Names(names, model.OutputCount, nameof(PlotOptions.OutputNames), "outputs")
        ?? (model.OutputCount == 1
            ? ["f(x)"]
            : [.. Enumerable.Range(1, model.OutputCount).Select(number => string.Create(CultureInfo.InvariantCulture, $"f{number}(x)"))]);

    /// <summary>The name of a column of GetWeights(0).</summary>
    public static string InputName(NetworkInput input, IReadOnlyList<string> columns) =>
        input.ToString(input.Column < 0 ? "" : columns[input.Column]);

    /// <summary>The name of a hidden neuron as in formulas: a1, a2 ..., b1 ..., and h6_1 from the sixth layer on.</summary>
    public static string NeuronName(int hiddenLayer, int neuron) => hiddenLayer < 5
        ? string.Create(CultureInfo.InvariantCulture, $"{(char)('a' + hiddenLayer)}{neuron + 1}")
        : string.Create(CultureInfo.InvariantCulture, $"h{hiddenLayer + 1}_{neuron + 1}");

    private static IReadOnlyList<string>? Names(IReadOnlyList<string>? names, int count, string property, string what)
    {
        if (names is null)
        {
            return null;
        }

        int blank = names.TakeWhile(name => !string.IsNullOrWhiteSpace(name)).Count();
        string? twice = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1)?.Key;
        string wrong =
            names.Count != count ? $"has {names.Count} names [{string.Join(", ", names.Take(5))}{(names.Count > 5 ? ", ..." : "")}], but the model has {count} {what}"
            : blank < count ? $"has an empty name for number {blank} (counted from 0)"
            : twice is not null ? $"has '{twice}' twice"
            : "";
        return wrong.Length == 0
            ? [.. names.Select(PlotText.Clean)]
            : throw new ArgumentException($"{property} {wrong}. Pass one name for each of the {count} {what}, none of them empty, no two the same.");
    }

    private static void Require(int value, int least, int most, string property, string unit)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException(
                property, value, string.Create(CultureInfo.InvariantCulture, $"{property} must be {least} to {most} {unit}."));
        }
    }
}
