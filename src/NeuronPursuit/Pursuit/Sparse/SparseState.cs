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
    public double Score(double weightPenalty) => ValidationError * (1 + weightPenalty * ParameterCount / SampleCount);

    /// <summary>Whether both parts are met: a handful of held-out samples can be met by luck.</summary>
    public bool Meets(double targetError) => ValidationError <= targetError && History[^1].TrainingError <= targetError;
}

/// <summary>A way to grow, to be tried against others.</summary>
/// <param name="Inputs">The inputs that are in use afterwards, ascending.</param>
/// <param name="Kind">What is added.</param>
/// <param name="Points">The new neurons or the first chain; their incoming weights are over <paramref name="Inputs"/> or a hidden layer.</param>
/// <param name="HiddenLayer">The layer that grows; -1 for a chain or for inputs alone.</param>
/// <param name="Paired">Whether each point stands for an antipodal pair.</param>
/// <param name="Value">The correlation of the best point.</param>
internal sealed record Proposal(
    int[] Inputs, PursuitIterationKind Kind, IReadOnlyList<KktPoint> Points, int HiddenLayer, IReadOnlyList<bool> Paired, double Value);
