namespace NeuronPursuit;

/// <summary>How a reply begins.</summary>
internal enum ShardReplyKind : byte
{
    /// <summary>What was asked for follows.</summary>
    Done,

    /// <summary>The host does not hold what the step names. Send the step again, in full.</summary>
    Lacking,

    /// <summary>The rows of the shard are not usable; a text follows.</summary>
    BadData,

    /// <summary>The sum of a group of shards: their number, then the sum.</summary>
    Sum,

    /// <summary>The replies of a group of shards: their number, then each with its length.</summary>
    SideBySide,
}
