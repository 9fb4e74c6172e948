namespace NeuronPursuit;

/// <summary>The ground a plot is made for.</summary>
public enum PlotTheme
{
    /// <summary>Dark lines on white: for print and light pages.</summary>
    Light,

    /// <summary>Light lines on a dark ground.</summary>
    Dark,
}

/// <summary>How a plot looks and what things are called in it.</summary>
public sealed record PlotOptions
{
    /// <summary>Light (the default) or dark.</summary>
    public PlotTheme Theme { get; init; }

    /// <summary>Leaves the ground out, for a page with a ground of its own like that of <see cref="Theme"/>. Default false.</summary>
    public bool Transparent { get; init; }

    /// <summary>Width in pixels, 240 to 4000. Default 640.</summary>
    public int Width { get; init; } = 640;

    /// <summary>Height in pixels, 160 to 8000; null, the default, for what the content needs.</summary>
    public int? Height { get; init; }

    /// <summary>The title; null, the default, for one that says what is shown, empty for none.</summary>
    public string? Title { get; init; }

    /// <summary>Names of the columns of X, all different; null for x1, x2 ... as in <c>ToFormula</c>, counted from 1.</summary>
    public IReadOnlyList<string>? ColumnNames { get; init; }

    /// <summary>Names of the outputs, all different; null for f(x), or f1(x), f2(x) ... if there are several.</summary>
    public IReadOnlyList<string>? OutputNames { get; init; }

    /// <summary>Which network of a model is drawn, from 0; for weights and networks. Default 0, the first.</summary>
    public int Network { get; init; }

    /// <summary>
    /// How many inputs a drawing of a network shows, and how many neurons of each layer; the strongest stay. Default 24.
    /// </summary>
    public int MaxNodes { get; init; } = 24;

    /// <summary>
    /// Where the other columns stand in <c>PlotFunction</c>, one value per column; null for the medians of the data, or
    /// without data the means of the training data where the model standardises, else 0.
    /// </summary>
    public IReadOnlyList<double>? Reference { get; init; }

    /// <summary>
    /// Where the drawn column begins in <c>PlotFunction</c>; null for the smallest value of the data, or without data two
    /// scales of the model (standard deviations where it standardises, else 1) below its offset.
    /// </summary>
    public double? From { get; init; }

    /// <summary>Where it ends, above <see cref="From"/>; null for the largest value, or two scales above.</summary>
    public double? To { get; init; }
}
