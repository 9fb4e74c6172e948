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
        Quantile,
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
            QuantileLoss => Kind.Quantile,
            _ => throw new NotSupportedException($"The loss {loss} cannot be sent to a shard."),
        });
        double setting = loss switch
        {
            HuberLoss huber => huber.Threshold,
            QuantileLoss quantile => quantile.Quantile,
            _ => 0,
        };
        writer.Write(setting).WriteArray(loss is IScaledLoss scaled ? scaled.Scales : default);
    }

    public static ILoss Read(ref ShardReader reader)
    {
        Kind kind = reader.Read<Kind>();
        double setting = reader.Read<double>();
        double[] scales = reader.ReadArray();
        ShardReader.Require(
            Enum.IsDefined(kind)
            && (kind != Kind.Huber || (setting > 0 && double.IsFinite(setting)))
            && (kind != Kind.Quantile || setting is > 0 and < 1)
            && Array.TrueForAll(scales, scale => scale > 0 && double.IsFinite(scale)));
        return kind switch
        {
            Kind.Huber => In(new HuberLoss(setting), scales),
            Kind.Quantile => In(new QuantileLoss(setting), scales),
            Kind.Logistic => new LogisticLoss(),
            Kind.CrossEntropy => new CrossEntropyLoss(),
            Kind.Poisson => new PoissonLoss(),
            _ => SquaredLoss.Instance,
        };
    }

    private static IScaledLoss In(IScaledLoss loss, double[] scales) => scales.Length > 0 ? loss.InUnitsOf(scales) : loss;
}
