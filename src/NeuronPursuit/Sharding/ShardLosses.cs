namespace NeuronPursuit;

/// <summary>The losses that can be named to a shard: those of the library, since code does not travel.</summary>
internal static class ShardLosses
{
    private enum Kind : byte
    {
        Squared,
        Huber,
        Logistic,
        CrossEntropy,
        Poisson,
    }

    public static bool CanWrite(ILoss loss) => loss.IsBuiltIn();

    public static void Write(ShardWriter writer, ILoss loss)
    {
        writer.Write(loss switch
        {
            SquaredLoss => Kind.Squared,
            HuberLoss => Kind.Huber,
            LogisticLoss => Kind.Logistic,
            CrossEntropyLoss => Kind.CrossEntropy,
            PoissonLoss => Kind.Poisson,
            _ => throw new NotSupportedException($"The loss {loss} cannot be sent to a shard."),
        });
        writer.Write((loss as HuberLoss)?.Threshold ?? 0).WriteArray(loss is HuberLoss huber ? huber.Scales : default);
    }

    public static ILoss Read(ref ShardReader reader)
    {
        Kind kind = reader.Read<Kind>();
        double threshold = reader.Read<double>();
        double[] scales = reader.ReadArray();
        ShardReader.Require(
            Enum.IsDefined(kind)
            && (kind != Kind.Huber || (threshold > 0 && double.IsFinite(threshold)))
            && Array.TrueForAll(scales, scale => scale > 0 && double.IsFinite(scale)));
        return kind switch
        {
            Kind.Huber when scales.Length > 0 => new HuberLoss(threshold).InUnitsOf(scales),
            Kind.Huber => new HuberLoss(threshold),
            Kind.Logistic => new LogisticLoss(),
            Kind.CrossEntropy => new CrossEntropyLoss(),
            Kind.Poisson => new PoissonLoss(),
            _ => SquaredLoss.Instance,
        };
    }
}
