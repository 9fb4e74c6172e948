namespace NeuronPursuit;

/// <summary>What a shard can be asked. Replies are sums over its samples unless said otherwise.</summary>
internal enum ShardStepKind : byte
{
    /// <summary>Loads and checks the rows; replies rows, columns, outputs and a hash of the rows.</summary>
    Inspect,

    /// <summary>
    /// Per column of X, then of Y: the smallest and the largest value of a given range (no sums), how many values are there and
    /// how many are missing, and the relative distance of neighbouring numbers.
    /// </summary>
    ColumnExtremes,

    /// <summary>Per column the sum of the values of a given range, less a pivot, in a given unit, and their number.</summary>
    ColumnSums,

    /// <summary>Per column the sums of squares and cubes of such values about a given mean.</summary>
    ColumnMoments,

    /// <summary>For some columns how many values, or distances from a centre, go on with which eight bits (<see cref="OrderSearch"/>).</summary>
    ColumnCounts,

    /// <summary>For some columns the distances from a centre (<see cref="DistanceBins"/>), which are not sums.</summary>
    ColumnDistances,

    /// <summary>The sum of squares of X or Y in a given unit and given ranges.</summary>
    SumOfSquares,

    /// <summary>The loss of the zero network.</summary>
    LossAtOrigin,

    /// <summary>The loss of a network.</summary>
    Loss,

    /// <summary>The squared residuals of a network, output by output.</summary>
    SquaredResiduals,

    /// <summary>Per output how many residuals of a network, by magnitude, go on with which eight bits (<see cref="OrderSearch"/>).</summary>
    ResidualCounts,

    /// <summary>Loss and gradient of a network.</summary>
    LossAndGradient,

    /// <summary>Loss, gradient and the lower triangle of the Gauss-Newton matrix of a network.</summary>
    NormalMatrix,

    /// <summary>The correlations of a batch of candidate neurons.</summary>
    Correlations,

    /// <summary>The correlations of all sign vectors that begin with one input.</summary>
    SignVectors,

    /// <summary>How near a sample is to a kink of a network's neurons; infinite where there are none.</summary>
    KinkDistance,

    /// <summary>For each neuron of the second layer, whether it is silent on a sample that a correlation would see.</summary>
    SilentNeurons,

    /// <summary>The loss of outputs that are the same for all samples, and its slopes by each.</summary>
    ConstantLoss,
}
