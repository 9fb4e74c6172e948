namespace NeuronPursuit;

/// <summary>How many numbers fit into one packing of samples.</summary>
internal static class PackedSize
{
    /// <summary>Numbers of X, and of Y, at most.</summary>
    public static int MaxNumbers => Array.MaxLength / 2;

    /// <summary>
    /// Refuses what cannot be packed. Asked before the first value is read, since reading so many takes minutes, and once
    /// more when ranks and marks of missing values have added their inputs.
    /// </summary>
    /// <param name="rows">Rows of X and Y.</param>
    /// <param name="columns">Columns of X.</param>
    /// <param name="inputs">Inputs of the network without the constant: as many as columns where they are not known yet.</param>
    /// <param name="outputs">Columns of Y.</param>
    /// <param name="remedy">What the caller can do.</param>
    /// <exception cref="ArgumentException">There are more numbers than that.</exception>
    public static void Require(long rows, long columns, long inputs, long outputs, string remedy)
    {
        // One more for the constant of an intercept.
        if (rows * (inputs + 1) > MaxNumbers || rows * outputs > MaxNumbers)
        {
            string added = inputs == columns ? "" : $" ({inputs} inputs of the network)";
            throw new ArgumentException(
                $"X is {rows} x {columns}{added} and y has {outputs} columns; up to {MaxNumbers} numbers each, a constant input among them, fit into one process. {remedy}");
        }
    }
}
