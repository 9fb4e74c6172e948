namespace NeuronPursuit;

/// <summary>How the data of a step come about.</summary>
internal enum ShardDataKind : byte
{
    /// <summary>The rows of the shard, packed.</summary>
    Packed,

    /// <summary>Other data, seen from a network (<see cref="IPursuitData.ResidualOf"/>).</summary>
    Residual,

    /// <summary>Other data, compared by another loss.</summary>
    OtherLoss,
}
