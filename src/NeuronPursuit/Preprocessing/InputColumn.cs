namespace NeuronPursuit;

/// <summary>
/// How one input of the network is made from one of the caller's columns: immutable, and the whole of it is stored with
/// a model.
/// </summary>
/// <param name="source">The caller's column, from 0.</param>
/// <param name="kind">What is taken of it: the value, its rank, or whether it is missing. Never the constant.</param>
/// <param name="offset">Subtracted from what is taken.</param>
/// <param name="scale">What the difference is divided by; positive.</param>
internal sealed class InputColumn(int source, NetworkInputKind kind, double offset, double scale)
{
    // Multiplying is several times faster than dividing; everything that scales does it with the same number.
    private readonly double _factor = 1 / scale;

    public int Source => source;

    public NetworkInputKind Kind => kind;

    public double Offset => offset;

    public double Scale => scale;

    /// <summary>The largest magnitude that the network sees; infinite for no limit, 0 for a column that says nothing.</summary>
    public double Clip { get; init; } = double.PositiveInfinity;

    /// <summary>What the network sees where the value is missing; NaN if missing values are not handled.</summary>
    public double WhereMissing { get; init; } = double.NaN;

    /// <summary>The distribution of the training column; for ranks only.</summary>
    public RankCurve? Curve { get; init; }

    /// <summary>Whether the network sees the caller's values as they are.</summary>
    public bool IsIdentity =>
        kind == NetworkInputKind.Value && offset == 0 && scale == 1 && double.IsPositiveInfinity(Clip) && double.IsNaN(WhereMissing);

    /// <summary>Whether the first-layer weights can take the scale over: nothing but the scale is done to the value.</summary>
    public bool CanFold => kind == NetworkInputKind.Value && offset == 0 && double.IsPositiveInfinity(Clip);

    /// <summary>The input without its scale.</summary>
    public InputColumn Folded() => new(source, kind, 0, 1) { WhereMissing = WhereMissing * scale };

    /// <summary>The same for the caller.</summary>
    public NetworkInput Describe() => new(kind, source)
    {
        Offset = offset,
        Scale = scale,
        Clip = Clip,
        WhereMissing = WhereMissing,
        RankKnots = Curve is { } curve
            ? Array.AsReadOnly<RankKnot>([.. curve.Values.Zip(curve.Ranks, (value, rank) => new RankKnot(value, rank))])
            : [],
    };

    public double Apply(double value)
    {
        if (double.IsNaN(value))
        {
            return WhereMissing;
        }

        double taken = kind switch
        {
            NetworkInputKind.Value => value,
            NetworkInputKind.Rank => Curve!.RankOf(value),
            _ => 0,
        };
        return Math.Clamp((taken - offset) * _factor, -Clip, Clip);
    }
}
