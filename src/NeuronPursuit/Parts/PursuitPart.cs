namespace NeuronPursuit;

/// <summary>One part of a fit: settings, and the samples that it sees.</summary>
/// <param name="Options">The settings; strategies are the library's own.</param>
internal sealed record PursuitPart(PursuitOptions Options)
{
    /// <summary>The rows of the data that are trained on; empty for all.</summary>
    public int[] Rows { get; init; } = [];

    /// <summary>
    /// The columns of Y that are trained; empty for all. A fold of a classifier leaves out a class that its rows lack.
    /// </summary>
    public int[] Outputs { get; init; } = [];

    /// <summary>One weight per row; empty where all count alike.</summary>
    public double[] Weights { get; init; } = [];

    /// <summary>The member of a bag to run; null for a whole fit.</summary>
    public BagJob? Member { get; init; }

    /// <summary>Names what all members of a bag have in common; not written.</summary>
    public ulong Common { get; private init; }

    public byte[] Write()
    {
        var writer = new ShardWriter();
        writer.WriteArray<byte>(OptionsSerializer.Write(Options));
        writer.WriteArray<int>(Rows).WriteArray<int>(Outputs).WriteArray<double>(Weights).Write(Member is not null);
        if (Member is { } member)
        {
            writer.Write(member.Settings).Write(member.Window).Write(member.IsTrial).Write(member.WeightDecay).Write(member.Operations);
        }

        return writer.ToArray();
    }

    public static PursuitPart Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ShardReader(bytes);
        PursuitOptions options = OptionsSerializer.Read(reader.ReadBytes());
        var part = new PursuitPart(options) { Rows = reader.ReadIntegers(), Outputs = reader.ReadIntegers(), Weights = reader.ReadArray() };
        ulong common = ShardContext.IdOf(bytes[..^reader.Rest.Length]);
        return reader.ReadFlag()
            ? part with
            {
                Common = common,
                Member = new BagJob(
                    reader.Read<int>(), reader.Read<int>(), reader.ReadFlag(), reader.Read<double>(), reader.Read<double>()),
            }
            : part;
    }
}
