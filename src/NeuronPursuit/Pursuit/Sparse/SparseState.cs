namespace NeuronPursuit;

/// <summary>A network of a sparse pursuit, on the inputs it uses, with what is known about it.</summary>
/// <param name="Network">The network; its inputs are <paramref name="Inputs"/> and no others.</param>
/// <param name="Inputs">Which inputs of the data are in use, ascending.</param>
/// <param name="Loss">Its training objective.</param>
/// <param name="ValidationError">Its relative error on the held-out samples.</param>
/// <param name="SampleCount">The samples that it was trained on.</param>
/// <param name="History">The iterations that led to it.</param>
internal sealed record SparseState(
    Network Network, int[] Inputs, double Loss, double ValidationError, int SampleCount, IReadOnlyList<PursuitIteration> History)
{
    public int ParameterCount => Network.Parameters.Length;

    /// <summary>
    /// The held-out error, raised by the share of weights to samples: among networks that a small held-out part cannot
    /// tell apart the smaller one wins. With many samples nothing but the error counts.
    /// </summary>
    public double Score => ValidationError * (1 + SparseSettings.WeightPenalty * ParameterCount / SampleCount);

    /// <summary>Whether both parts are met: a handful of held-out samples can be met by luck.</summary>
    public bool Meets(double targetError) => ValidationError <= targetError && History[^1].TrainingError <= targetError;
}
