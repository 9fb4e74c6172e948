namespace NeuronPursuit;

/// <summary>Samples of the caller's that are not trained on.</summary>
/// <param name="X">Inputs, one sample per row.</param>
/// <param name="Y">Targets, one row per row of X.</param>
internal sealed record ValidationSet(double[,] X, double[,] Y)
{
    /// <summary>Checks the shape against the training data.</summary>
    /// <exception cref="ArgumentException">They do not go together.</exception>
    public void RequireSame(int inputs, int outputs)
    {
        if (X.GetLength(1) != inputs || Y.GetLength(1) != outputs)
        {
            throw new ArgumentException(
                $"The validation set has {X.GetLength(1)} inputs and {Y.GetLength(1)} outputs, but the training data have {inputs} and {outputs}. Pass the same columns in the same order.");
        }
    }
}
