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

/// <summary>One input of a network: a column of <see cref="NeuronPursuitModel.GetWeights"/>(0).</summary>
/// <param name="Kind">What it is made from.</param>
/// <param name="Column">The column of X, from 0; -1 for the constant.</param>
public sealed record NetworkInput(NetworkInputKind Kind, int Column)
{
    /// <summary>
    /// What is subtracted from the value, rank or mark before it enters the network: with standardisation the mean of the
    /// training data. Default 0.
    /// </summary>
    public double Offset { get; init; }

    /// <summary>
    /// What the difference is then divided by: with standardisation the standard deviation of the training data. Positive;
    /// default 1.
    /// </summary>
    public double Scale { get; init; } = 1;

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
