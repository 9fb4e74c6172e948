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
}

/// <summary>How a reply begins.</summary>
internal enum ShardReplyKind : byte
{
    /// <summary>What was asked for follows.</summary>
    Done,

    /// <summary>The host holds not what the step names; it is to be sent in full.</summary>
    Lacking,

    /// <summary>The rows of the shard are not usable; a text follows.</summary>
    BadData,

    /// <summary>The sum of a group of shards: their number, then the sum.</summary>
    Sum,

    /// <summary>The replies of a group of shards: their number, then each with its length.</summary>
    SideBySide,
}

/// <summary>What sensitivities a correlation is with.</summary>
internal enum ShardSignalKind : byte
{
    /// <summary>None: the step does not correlate.</summary>
    None,

    /// <summary>Those of the zero network.</summary>
    Origin,

    /// <summary>Those around a hidden layer of a network.</summary>
    Layer,

    /// <summary>Those of a neuron of the second layer where it is silent.</summary>
    SilentNeuron,
}
