namespace NeuronPursuit;

/// <summary>What an input of a network is made from.</summary>
public enum NetworkInputKind
{
    /// <summary>A column of X, standardised and clipped where the model says so.</summary>
    Value,

    /// <summary>The rank of a column's value among those of the training data.</summary>
    Rank,

    /// <summary>Whether a column's value is missing.</summary>
    Missing,

    /// <summary>The constant 1 of an intercept.</summary>
    Constant,
}

/// <summary>
/// One input of a network: a column of <see cref="NeuronPursuitModel.GetWeights"/>(0), and how it is made of a column
/// of X.
/// </summary>
/// <remarks>
/// Of a column's value x the network sees <see cref="WhereMissing"/> where x is NaN, and else
/// <c>(t - Offset) / Scale</c>, limited to magnitudes up to <see cref="Clip"/>. Here t is x itself for a value, the rank
/// of x for a rank (<see cref="RankKnots"/>), and 0 for a mark of missing values. The constant is 1.
/// </remarks>
/// <param name="Kind">What it is made from.</param>
/// <param name="Column">The column of X, from 0; -1 for the constant.</param>
public sealed record NetworkInput(NetworkInputKind Kind, int Column)
{
    /// <summary>Subtracted from what is taken of the column, in its units; 0 where nothing is.</summary>
    public double Offset { get; init; }

    /// <summary>What the difference is divided by, in the units of the column; positive, 1 where nothing is divided.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>
    /// The largest magnitude that the network sees; infinite for no limit, 0 for a column that was constant in the
    /// training data. A column with values far from all others has a limit in every recipe that scales.
    /// </summary>
    public double Clip { get; init; } = double.PositiveInfinity;

    /// <summary>What the network sees where the value is NaN; NaN if missing values are not handled.</summary>
    public double WhereMissing { get; init; } = double.NaN;

    /// <summary>
    /// For a rank, the knots of its curve, values and ranks ascending, at most 256: linear in between, constant outside.
    /// Else empty.
    /// </summary>
    public IReadOnlyList<RankKnot> RankKnots { get; init; } = [];

    /// <summary>Whether both inputs are made in the same way from the same column.</summary>
    /// <param name="other">The other input.</param>
    /// <returns>Whether all numbers are equal, those of the curves included.</returns>
    public bool Equals(NetworkInput? other) =>
        other is not null
        && (Kind, Column) == (other.Kind, other.Column)
        && Offset.Equals(other.Offset)
        && Scale.Equals(other.Scale)
        && Clip.Equals(other.Clip)
        && WhereMissing.Equals(other.WhereMissing)
        && RankKnots.SequenceEqual(other.RankKnots);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Column, Offset, Scale, Clip, WhereMissing, RankKnots.Count);

    /// <summary>Its name, with columns of X as x0, x1 ...</summary>
    /// <returns>Like "x3", "rank(x3)", "missing(x3)" or "1".</returns>
    public override string ToString() => ToString(FormattableString.Invariant($"x{Column}"));

    /// <summary>Its name with the caller's name of the column.</summary>
    /// <param name="columnName">The name of column <see cref="Column"/>.</param>
    /// <returns>Like "age", "rank(age)", "missing(age)" or "1".</returns>
    public string ToString(string columnName) => Kind switch
    {
        NetworkInputKind.Value => columnName,
        NetworkInputKind.Rank => $"rank({columnName})",
        NetworkInputKind.Missing => $"missing({columnName})",
        _ => "1",
    };
}

/// <summary>A knot of the curve that turns a column's values into ranks.</summary>
/// <param name="Value">A value of the column.</param>
/// <param name="Rank">Its rank, from 0 to 1: the share of smaller values in the training data, half of equal ones added.</param>
public readonly record struct RankKnot(double Value, double Rank);
