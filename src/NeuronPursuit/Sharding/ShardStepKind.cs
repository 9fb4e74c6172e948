namespace NeuronPursuit;

/// <summary>What a shard can be asked. Replies are sums over its samples unless said otherwise.</summary>
internal enum ShardStepKind : byte
{
    /// <summary>Loads and checks the rows; replies rows, columns, outputs and a hash of the rows.</summary>
    Inspect,

    /// <summary>Per column of X, then of Y: the largest magnitude (a maximum, not a sum) and how many values are missing.</summary>
    ColumnExtremes,

    /// <summary>Per column the sum in a given unit.</summary>
    ColumnSums,

    /// <summary>Per column the sums of squares and cubes about a given mean in a given unit.</summary>
    ColumnMoments,

    /// <summary>The sum of squares of X or Y in a given unit.</summary>
    SumOfSquares,

    /// <summary>The loss of the zero network.</summary>
    LossAtOrigin,

    /// <summary>The loss of a network.</summary>
    Loss,

    /// <summary>The squared residuals of a network, output by output.</summary>
    SquaredResiduals,

    /// <summary>Loss and gradient of a network.</summary>
    LossAndGradient,

    /// <summary>Loss, gradient and the lower triangle of the Gauss-Newton matrix of a network.</summary>
    NormalMatrix,

    /// <summary>The correlations of a batch of candidate neurons.</summary>
    Correlations,

    /// <summary>The correlations of all sign vectors that begin with one input.</summary>
    SignVectors,

    /// <summary>For each neuron of the second layer, whether it is silent on a sample that a correlation would see.</summary>
    SilentNeurons,

    /// <summary>The loss of outputs that are the same for all samples, and its slopes by each.</summary>
    ConstantLoss,
}
