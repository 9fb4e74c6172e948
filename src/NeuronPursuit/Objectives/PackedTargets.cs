namespace NeuronPursuit;

/// <summary>What outputs are compared with, and how: targets, weights of samples, offsets of outputs, and the loss.</summary>
/// <remarks>
/// The square is a mean over samples and outputs (docs/adr/0003), any other loss a mean over samples. Sensitivities are
/// minus the slope by the outputs, for the square half of it: the residual. Weights are normalised to the mean 1, so that
/// their sum is the number of samples.
/// </remarks>
internal sealed unsafe class PackedTargets<T>
    where T : unmanaged
{
    /// <param name="values">Targets.</param>
    /// <param name="loss">The loss; null for the square.</param>
    /// <param name="weights">One feature, the weight of each sample; null where all weigh the same.</param>
    /// <param name="offsets">What is added to outputs before they are compared; null for nothing.</param>
    public PackedTargets(PackedSamples<T> values, ILoss? loss = null, PackedSamples<T>? weights = null, PackedSamples<T>? offsets = null)
    {
        (Values, Loss, Weights, Offsets) = (values, loss ?? SquaredLoss.Instance, weights, offsets);
        IsSquared = Loss is SquaredLoss;
    }

    public PackedSamples<T> Values { get; }

    public ILoss Loss { get; }

    public PackedSamples<T>? Weights { get; }

    public PackedSamples<T>? Offsets { get; }

    public int OutputCount => Values.FeatureCount;

    public bool IsSquared { get; }

    /// <summary>Whether sensitivities at the output are the plain residuals, which the passes compute by themselves.</summary>
    public bool HasPlainResiduals => IsSquared && Weights is null && Offsets is null;

    /// <summary>What the sum of losses is multiplied by.</summary>
    public double Normalizer => 1.0 / (IsSquared ? (double)Values.SampleCount * OutputCount : Values.SampleCount);

    /// <summary>The slope of a loss over its (negative) sensitivity.</summary>
    public double SlopeFactor => IsSquared ? 2 : 1;

    /// <summary>See <see cref="IPursuitData.CorrelationDivisor"/>: <c>2 / (SlopeFactor n Normalizer)</c>.</summary>
    public double CorrelationDivisor => IsSquared ? OutputCount : 2;

    public TargetBlock<T> Block(int block) => new(
        Values.Block(block),
        Weights is null ? null : Weights.Block(block).Data,
        Offsets is null ? null : Offsets.Block(block).Data);

    /// <summary>The loss for one worker; null for plain residuals.</summary>
    public LossKernel<T>? CreateKernel() =>
        HasPlainResiduals ? null : LossKernels.Create<T>(Loss, OutputCount, Values.Partition.Stride);

    /// <summary>The sensitivities at the outputs of the zero network: where nothing is to be computed, the targets themselves.</summary>
    public PackedSamples<T> SensitivitiesAtOrigin() =>
        HasPlainResiduals ? Values : Seed(new PackedSamples<T>(Values.Partition, OutputCount), out _);

    /// <summary>The mean loss of the zero network.</summary>
    public double LossAtOrigin() => HasPlainResiduals
        ? LossSumAtOrigin() / ((double)Values.SampleCount * OutputCount)
        : LossSumAtOrigin() * Normalizer;

    /// <summary>The sum of losses of the zero network.</summary>
    public double LossSumAtOrigin()
    {
        double sum = 0;
        if (HasPlainResiduals)
        {
            for (int block = 0; block < Values.BlockCount; block++)
            {
                sum += BlockSums.SumOfSquares(Values.Block(block));
            }

            return sum;
        }

        Seed(new PackedSamples<T>(Values.Partition, OutputCount), out sum);
        return sum;
    }

    /// <summary>The sum of losses where all samples have the same outputs, and its slopes by each of them.</summary>
    public double ConstantLossSum(ReadOnlySpan<double> constants, Span<double> slopes, CancellationToken cancellationToken)
    {
        slopes.Clear();
        double loss = 0;
        LossKernel<T> kernel = LossKernels.Create<T>(Loss, OutputCount, Values.Partition.Stride);
        var outputs = new PackedSamples<T>(Values.Partition, OutputCount);
        for (int block = 0; block < outputs.BlockCount; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            SampleBlock<T> own = outputs.Block(block);
            for (int output = 0; output < constants.Length; output++)
            {
                own.Feature(output).Fill(Simd.FromDouble<T>(constants[output]));
            }

            loss += kernel.Seed(own.Data, Block(block), 0, own.Length);
            for (int output = 0; output < constants.Length; output++)
            {
                foreach (T sensitivity in own.Feature(output)[..own.SampleCount])
                {
                    slopes[output] -= SlopeFactor * Simd.ToDouble(sensitivity);
                }
            }
        }

        GC.KeepAlive(outputs);
        GC.KeepAlive(this);
        return loss;
    }

    /// <summary>Offsets that are the same for all samples; null for none.</summary>
    public static PackedSamples<T>? PackOffsets(double[]? constants, SamplePartition partition)
    {
        if (constants is null)
        {
            return null;
        }

        var packed = new PackedSamples<T>(partition, constants.Length);
        packed.SetColumns([.. constants.Select(constant =>
        {
            double[] column = new double[partition.SampleCount];
            Array.Fill(column, constant);
            return column;
        })]);
        return packed;
    }

    /// <summary>Some of the samples, in the blocks of a partition of their number.</summary>
    public PackedTargets<T> Select(ReadOnlySpan<int> samples, SamplePartition partition) => new(
        Values.SelectSamples(samples, partition),
        Loss,
        Weights is null ? null : PackWeights(SampleWeights.Normalize(Weights.SelectSamples(samples, partition).ToColumns()[0]), partition),
        Offsets?.SelectSamples(samples, partition));

    /// <summary>Normalised weights as one feature; null stays null.</summary>
    public static PackedSamples<T>? PackWeights(double[]? weights, SamplePartition partition)
    {
        if (weights is null)
        {
            return null;
        }

        var packed = new PackedSamples<T>(partition, 1);
        packed.SetColumns([weights]);
        return packed;
    }

    /// <summary>Replaces outputs (offsets not included) by sensitivities.</summary>
    private PackedSamples<T> Seed(PackedSamples<T> outputs, out double loss)
    {
        loss = 0;
        LossKernel<T> kernel = CreateKernel()!;
        for (int block = 0; block < outputs.BlockCount; block++)
        {
            SampleBlock<T> own = outputs.Block(block);
            loss += kernel.Seed(own.Data, Block(block), 0, own.Length);
        }

        GC.KeepAlive(outputs);
        GC.KeepAlive(this);
        return outputs;
    }
}
