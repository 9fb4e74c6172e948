using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>The shard's side of every <see cref="ShardStepKind"/>.</summary>
internal static class ShardStep
{
    /// <summary>Reads a step and writes what was asked for.</summary>
    public static void Run(ShardMemory memory, ref ShardReader reader, ShardWriter reply)
    {
        ShardStepKind kind = reader.Read<ShardStepKind>();
        var step = new Named(reader.Read<ulong>(), reader.Read<ulong>());
        ReadOnlySpan<byte> dataDescription = reader.ReadBytes();
        ReadOnlySpan<byte> signalsDescription = reader.ReadBytes();
        if (kind <= ShardStepKind.SumOfSquares)
        {
            RunOnRows(kind, memory, ref reader, reply);
            return;
        }

        ILocalPursuitData data = memory.Data(step.Data, dataDescription);
        switch (kind)
        {
            case ShardStepKind.LossAtOrigin:
                reply.Write(data.LossSumAtOrigin());
                break;
            case ShardStepKind.Loss:
                reply.Write(data.LossSumOf(reader.ReadNetwork(data), memory.CancellationToken));
                break;
            case ShardStepKind.ConstantLoss:
                double[] constants = reader.ReadAll(data.OutputCount);
                double[] slopes = new double[constants.Length];
                reply.Write(data.ConstantLossSum(constants, slopes, memory.CancellationToken)).WriteAll<double>(slopes);
                break;
            case ShardStepKind.KinkDistance:
                reply.Write(data.KinkDistance(reader.ReadNetwork(data), memory.CancellationToken) ?? double.PositiveInfinity);
                break;
            case ShardStepKind.SquaredResiduals:
                reply.WriteAll<double>(data.SquaredResiduals(reader.ReadNetwork(data), memory.CancellationToken));
                break;
            case ShardStepKind.ResidualCounts:
                CountResiduals(data, ref reader, reply, memory.CancellationToken);
                break;
            case ShardStepKind.LossAndGradient:
            case ShardStepKind.NormalMatrix:
                Train(kind, memory, step, data, ref reader, reply);
                break;
            case ShardStepKind.SilentNeurons:
                FindSilentNeurons(data, ref reader, reply, memory.CancellationToken);
                break;
            case ShardStepKind.Correlations:
            case ShardStepKind.SignVectors:
                Correlate(kind, memory, step, data, signalsDescription, ref reader, reply);
                break;
            default:
                ShardReader.Require(false);
                break;
        }
    }

    private static void RunOnRows(ShardStepKind kind, ShardMemory memory, ref ShardReader reader, ShardWriter reply)
    {
        IShardRows rows = memory.Rows();
        CancellationToken token = memory.CancellationToken;
        int columns = rows.InputCount + rows.OutputCount;
        switch (kind)
        {
            case ShardStepKind.Inspect:
                Inspect(memory.Shard, rows, ref reader, reply, token);
                break;
            case ShardStepKind.ColumnExtremes:
                reply.WriteAll<double>(rows.Extremes(ReadRanges(ref reader, columns), token));
                break;
            case ShardStepKind.ColumnSums:
                reply.WriteAll<double>(rows.Sums(reader.ReadAll(columns), reader.ReadAll(columns), ReadRanges(ref reader, columns), token));
                break;
            case ShardStepKind.ColumnMoments:
                reply.WriteAll<double>(rows.Moments(
                    reader.ReadAll(columns), reader.ReadAll(columns), reader.ReadAll(columns), ReadRanges(ref reader, columns), token));
                break;
            case ShardStepKind.ColumnCounts:
                CountColumns(rows, ref reader, reply, token);
                break;
            case ShardStepKind.ColumnDistances:
                int[] some = ReadColumns(ref reader, columns);
                double[] centres = reader.ReadAll(some.Length);
                foreach (DistanceBins bins in rows.Distances(some, centres, ReadRanges(ref reader, rows.OutputCount), token))
                {
                    reply.WriteArray<double>(bins.ToNumbers());
                }

                break;
            default:
                reply.Write(rows.SumOfSquares(reader.ReadFlag(), reader.Read<double>(), ReadRanges(ref reader, columns), token));
                break;
        }
    }

    private static void CountColumns(IShardRows rows, ref ShardReader reader, ShardWriter reply, CancellationToken token)
    {
        int round = reader.Read<int>();
        int[] columns = ReadColumns(ref reader, rows.InputCount + rows.OutputCount);
        double[] centres = reader.ReadAll(columns.Length);
        ShardReader.Require(round is >= 0 and < OrderSearch.Rounds);
        for (int i = 0; i < columns.Length; i++)
        {
            reply.WriteAll<double>(rows.Counts(columns[i], centres[i], round, reader.Read<ulong>(), token));
        }
    }

    private static int[] ReadColumns(ref ShardReader reader, int count)
    {
        int[] columns = reader.ReadIntegers();
        ShardReader.Require(Array.TrueForAll(columns, column => column >= 0 && column < count));
        return columns;
    }

    private static ValueRange[] ReadRanges(ref ShardReader reader, int count)
    {
        double[] low = reader.ReadAll(count);
        double[] high = reader.ReadAll(count);
        return [.. low.Zip(high, (from, to) => new ValueRange(from, to))];
    }

    private static void Inspect(int shard, IShardRows rows, ref ShardReader reader, ShardWriter reply, CancellationToken token)
    {
        (bool allowMissing, bool hash, ILoss loss) = (reader.ReadFlag(), reader.ReadFlag(), ShardLosses.Read(ref reader));
        try
        {
            rows.Check(allowMissing, loss, token);
        }
        catch (ArgumentException exception)
        {
            throw new ShardDataException($"Shard {shard}: {exception.Message}", exception);
        }

        reply.Write(rows.RowCount).Write(rows.InputCount).Write(rows.OutputCount);
        reply.WriteArray<byte>(hash ? rows.Hash(token) : []);
    }

    private static void CountResiduals(ILocalPursuitData data, ref ShardReader reader, ShardWriter reply, CancellationToken token)
    {
        int round = reader.Read<int>();
        ulong[] prefixes = new ulong[data.OutputCount];
        for (int k = 0; k < prefixes.Length; k++)
        {
            prefixes[k] = reader.Read<ulong>();
        }

        ShardReader.Require(round is >= 0 and < OrderSearch.Rounds);
        double[][] residuals = data.AbsoluteResiduals(reader.ReadNetwork(data), token);
        for (int k = 0; k < prefixes.Length; k++)
        {
            double[] counts = new double[OrderSearch.Counts];
            foreach (double residual in residuals[k])
            {
                OrderSearch.Count(residual, round, prefixes[k], counts);
            }

            reply.WriteAll<double>(counts);
        }
    }

    private static void Train(
        ShardStepKind kind, ShardMemory memory, Named step, ILocalPursuitData data, ref ShardReader reader, ShardWriter reply)
    {
        NetworkShape shape = reader.ReadShape();
        ShardReader.RequireFit(shape, data);
        ShardReader.Require(
            kind != ShardStepKind.NormalMatrix
            || (data.Loss is SquaredLoss && (long)shape.ParameterCount * shape.ParameterCount <= Array.MaxLength));
        HomogeneousActivation own = shape.Activation;
        string key = FormattableString.Invariant(
            $"{own.PositiveCoefficient:R} {own.NegativeCoefficient:R} {own.Power}: {string.Join('/', shape.Widths.ToArray())}");
        ISampleSums objective = memory.Objective(
            step.Data, 0, key, () => (ISampleSums)data.TrainingObjective(shape, memory.CancellationToken));
        double[] parameters = reader.ReadAll(shape.ParameterCount);
        double[] gradient = new double[parameters.Length];
        reply.Write(objective.Sum(parameters, gradient)).WriteAll<double>(gradient);
        if (kind == ShardStepKind.NormalMatrix)
        {
            int count = parameters.Length;
            var matrix = new Span2D<double>(new double[count * count], count, count);
            objective.SumNormalMatrix(matrix, 1);
            for (int row = 0; row < count; row++)
            {
                reply.WriteAll<double>(matrix.GetRowSpan(row)[..(row + 1)]);
            }
        }
    }

    private static void FindSilentNeurons(ILocalPursuitData data, ref ShardReader reader, ShardWriter reply, CancellationToken token)
    {
        Network network = reader.ReadNetwork(data);
        ShardReader.Require(network.Shape.HiddenLayerCount >= 2);
        foreach (Func<HomogeneousActivation, INcfObjective>? neuron in data.SilentNeuronCorrelations(network, token))
        {
            reply.Write(neuron is null ? 0.0 : 1.0);
        }
    }

    private static void Correlate(
        ShardStepKind kind,
        ShardMemory memory,
        Named step,
        ILocalPursuitData data,
        ReadOnlySpan<byte> description,
        ref ShardReader reader,
        ShardWriter reply)
    {
        HomogeneousActivation activation = reader.ReadActivation();
        string key = FormattableString.Invariant(
            $"{activation.PositiveCoefficient:R} {activation.NegativeCoefficient:R} {activation.Power}");
        byte[] described = (step.Signals == ShardContext.Origin.Id ? ShardContext.Origin.Description : description).ToArray();
        Correlation correlation = memory.Objective(
            step.Data, step.Signals, key, () => Prepare(data, described, activation, memory.CancellationToken));
        if (kind == ShardStepKind.SignVectors)
        {
            (int size, int input) = (reader.Read<int>(), reader.Read<int>());
            ShardReader.Require(size is 1 or 2 && input >= 0 && input < correlation.Incoming);
            reply.WriteAll<double>(correlation.Sums?.SignVectorSums(size, input)
                ?? new double[2 * correlation.Outgoing * SignVectors.CountFrom(size, input, correlation.Incoming)]);
            return;
        }

        (int count, bool outgoingOnly) = (reader.Read<int>(), reader.Read<int>() != 0);
        double[] candidates = reader.ReadToEnd();
        ShardReader.Require(count > 0 && candidates.Length == (long)count * (correlation.Incoming + correlation.Outgoing));
        double[] gradients = new double[candidates.Length];
        correlation.Sums?.Sum(candidates, count, outgoingOnly, 1, gradients);
        reply.WriteAll<double>(gradients);
    }

    private static Correlation Prepare(
        ILocalPursuitData data, byte[] description, HomogeneousActivation activation, CancellationToken token)
    {
        if (description.Length == 0)
        {
            throw new ShardLackingException();
        }

        var reader = new ShardReader(description);
        ShardSignalKind kind = reader.Read<ShardSignalKind>();
        if (kind == ShardSignalKind.Origin)
        {
            return Correlation.Of(data.OriginCorrelation(activation, token));
        }

        ShardReader.Require(kind is ShardSignalKind.Layer or ShardSignalKind.SilentNeuron);
        int place = reader.Read<int>();
        Network network = reader.ReadNetwork(data);
        NetworkShape shape = network.Shape;
        if (kind == ShardSignalKind.Layer)
        {
            ShardReader.Require(place >= 0 && place < shape.HiddenLayerCount);
            return Correlation.Of(data.NeuronCorrelation(network, place, activation, token));
        }

        ShardReader.Require(shape.HiddenLayerCount >= 2 && place >= 0 && place < shape.Widths[2]);
        return data.SilentNeuronCorrelations(network, token)[place] is { } silent
            ? Correlation.Of(silent(activation))
            : new Correlation(null, data.InputCount, 1);
    }

    /// <summary>What a step is about, by name.</summary>
    private readonly record struct Named(ulong Data, ulong Signals);

    /// <param name="Sums">Null where no sample of this shard has a say: all sums are 0.</param>
    /// <param name="Incoming">Incoming weights of a candidate.</param>
    /// <param name="Outgoing">Outgoing ones.</param>
    private sealed record Correlation(NeuronCorrelation? Sums, int Incoming, int Outgoing)
    {
        public static Correlation Of(INcfObjective sums) => new((NeuronCorrelation)sums, sums.IncomingCount, sums.OutgoingCount);
    }
}
