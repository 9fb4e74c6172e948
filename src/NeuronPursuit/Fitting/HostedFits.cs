namespace NeuronPursuit;

/// <summary>The samples that the parts of a fit have in common, where parts of it run.</summary>
internal abstract class HostedFits
{
    /// <summary>Reads what <see cref="PartData"/> wrote.</summary>
    public static HostedFits Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ShardReader(bytes);
        int size = reader.Read<int>();
        ShardReader.Require(size is sizeof(float) or sizeof(double));
        return size == sizeof(float) ? HostedFits<float>.Read(ref reader) : HostedFits<double>.Read(ref reader);
    }

    /// <summary>Runs a whole fit.</summary>
    public abstract NeuronPursuitModel Fit(PursuitPart part, int threads, CancellationToken cancellationToken);

    /// <summary>Runs one member of a bag.</summary>
    public abstract ValidatedResult RunMember(PursuitPart part, BagJob member, int threads, CancellationToken cancellationToken);
}

/// <inheritdoc cref="HostedFits"/>
internal sealed class HostedFits<T>(T[,] X, T[,] Y, ValidationSet? validation) : HostedFits
    where T : unmanaged
{
    private readonly Lock _lock = new();
    private (ulong Name, int Threads, FitSession Session)? _bag;

    public static HostedFits<T> Read(ref ShardReader reader)
    {
        (int rows, int inputs, int outputs, int validationRows) =
            (reader.Read<int>(), reader.Read<int>(), reader.Read<int>(), reader.Read<int>());
        T[,] X = reader.ReadMatrix<T>(rows, inputs);
        T[,] Y = reader.ReadMatrix<T>(rows, outputs);
        return new HostedFits<T>(X, Y, validationRows == 0
            ? null
            : new ValidationSet(reader.ReadMatrix<double>(validationRows, inputs), reader.ReadMatrix<double>(validationRows, outputs)));
    }

    public override NeuronPursuitModel Fit(PursuitPart part, int threads, CancellationToken cancellationToken)
    {
        T[,] inputs = part.Rows.Length == 0 ? X : MatrixParts.Rows<T>(X, part.Rows);
        T[,] targets = part.Outputs.Length == 0 ? Y : MatrixParts.Columns<T>(Y, part.Outputs);
        targets = part.Rows.Length == 0 ? targets : MatrixParts.Rows<T>(targets, part.Rows);
        return new NeuronPursuitEstimator(part.Options, Run(threads)).FitSamples<T>(
            inputs, targets, SampleReader.TargetName(targets.GetLength(1)), part.Weights, null, cancellationToken);
    }

    public override ValidatedResult RunMember(PursuitPart part, BagJob member, int threads, CancellationToken cancellationToken) =>
        Bag(part, threads, cancellationToken).RunMember(member, cancellationToken);

    /// <summary>The packed data of a bag, which its members share; made anew for another number of threads.</summary>
    public FitSession Bag(PursuitPart part, int threads, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_bag is { } kept && (kept.Name, kept.Threads) == (part.Common, threads))
            {
                return kept.Session;
            }

            var session = new FitSession(FitPreparation.Of<T>(part.Options, Run(threads), X, Y, part.Weights, null, 1, cancellationToken));
            _bag = (part.Common, threads, session);
            return session;
        }
    }

    private RunSettings Run(int threads) => RunSettings.Default with { Threads = threads, Validation = validation };
}
