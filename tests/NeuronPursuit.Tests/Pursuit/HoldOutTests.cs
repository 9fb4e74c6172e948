namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Data in two parts.</summary>
public class HoldOutTests
{
    [Fact]
    public void Run_WithAHeldOutPart_PacksNothingASecondTime()
    {
        (double[,] X, double[] y) = Problems.Gaussian(120, 4, 61, x => Math.Max(0, x[0] - x[1]));
        var counter = new Counter();
        var data = new CountedData((ILocalPursuitData)TestObjects.Data(X, Matrices.Column(y)), counter);
        var metrics = new PursuitMetrics(data.LossAtOrigin(default), [1], [0], Math.Sqrt(y.Sum(value => value * value)), 1);
        PursuitOptions options = PursuitRecipe.Fast.Defaults with { MaxIterations = 3, TargetError = 0 };

        ValidatedResult result = new ValidatedPursuit(new HoldOut(data, 0.25, metrics, seed: 1), options, default).Run(_ => false);

        result.State.History.Should().HaveCount(3).And.OnlyContain(iteration => iteration.ValidationError > 0);
        counter.SelectedInputs.Should().Be(0);
    }

    [Fact]
    public void ErrorOf_ANetworkOfAllInputs_IsThatOfAllInputsByName()
    {
        (double[,] X, double[] y) = Problems.Gaussian(60, 3, 62, x => x[0]);
        var data = (ILocalPursuitData)TestObjects.Data(X, Matrices.Column(y));
        PursuitMetrics metrics = new PursuitMetrics(0, [1], [0], 0, 1).ForPart(data);
        var parts = new HoldOut(data, 0.25, metrics, seed: 1);
        Network network = TestObjects.Network([3, 1, 1], HomogeneousActivation.ReLU, [1, 0.5, -0.25, 1]);

        parts.ErrorOf(network, default).Should().Be(parts.ErrorOf(network, [0, 1, 2], default));
    }

    private sealed class Counter
    {
        public int SelectedInputs { get; set; }
    }

    /// <summary>Counts how often inputs are packed anew, in parts of the data too.</summary>
    private sealed class CountedData(ILocalPursuitData inner, Counter counter) : ILocalPursuitData
    {
        public int SampleCount => inner.SampleCount;

        public int InputCount => inner.InputCount;

        public int OutputCount => inner.OutputCount;

        public int ParallelSearches => inner.ParallelSearches;

        public ILoss Loss => inner.Loss;

        public double CorrelationDivisor => inner.CorrelationDivisor;

        public ILocalPursuitData On(ChunkRunner threads) => throw new NotSupportedException();

        public ILocalPursuitData SelectInputs(ReadOnlySpan<int> inputs)
        {
            counter.SelectedInputs++;
            return new CountedData(inner.SelectInputs(inputs), counter);
        }

        public ILocalPursuitData SelectSamples(ReadOnlySpan<int> samples) => new CountedData(inner.SelectSamples(samples), counter);

        public double LossAtOrigin(CancellationToken cancellationToken) => inner.LossAtOrigin(cancellationToken);

        public double LossSumAtOrigin() => inner.LossSumAtOrigin();

        public double ConstantLoss(ReadOnlySpan<double> constants, Span<double> slopes, CancellationToken cancellationToken) =>
            inner.ConstantLoss(constants, slopes, cancellationToken);

        public double ConstantLossSum(ReadOnlySpan<double> constants, Span<double> slopes, CancellationToken cancellationToken) =>
            inner.ConstantLossSum(constants, slopes, cancellationToken);

        public double LossOf(Network network, CancellationToken cancellationToken) => inner.LossOf(network, cancellationToken);

        public double LossSumOf(Network network, CancellationToken cancellationToken) => inner.LossSumOf(network, cancellationToken);

        public double[][] CopyInputs() => inner.CopyInputs();

        public double[][] CopyTargets() => inner.CopyTargets();

        public double[]? CopyWeights() => inner.CopyWeights();

        public double[][] CopySensitivities(Network? network, CancellationToken cancellationToken) =>
            inner.CopySensitivities(network, cancellationToken);

        public double? KinkDistance(Network network, CancellationToken cancellationToken) => inner.KinkDistance(network, cancellationToken);

        public double[] SquaredResiduals(Network network, CancellationToken cancellationToken) =>
            inner.SquaredResiduals(network, cancellationToken);

        public double[][] CopyOutputs(Network network, CancellationToken cancellationToken) => inner.CopyOutputs(network, cancellationToken);

        public double[][] AbsoluteResiduals(Network network, CancellationToken cancellationToken) =>
            inner.AbsoluteResiduals(network, cancellationToken);

        public double[] ResidualScales(Network network, CancellationToken cancellationToken) =>
            inner.ResidualScales(network, cancellationToken);

        public IPursuitData WithLoss(ILoss loss) => new CountedData((ILocalPursuitData)inner.WithLoss(loss), counter);

        public IPursuitData ResidualOf(Network network, CancellationToken cancellationToken) => inner.ResidualOf(network, cancellationToken);

        public ISumObjective TrainingObjective(NetworkShape shape, CancellationToken cancellationToken) =>
            inner.TrainingObjective(shape, cancellationToken);

        public INcfObjective NetworkCorrelation(int depth, HomogeneousActivation activation, CancellationToken cancellationToken) =>
            inner.NetworkCorrelation(depth, activation, cancellationToken);

        public INcfObjective NeuronCorrelation(
            Network network, int hiddenLayer, HomogeneousActivation activation, CancellationToken cancellationToken) =>
            inner.NeuronCorrelation(network, hiddenLayer, activation, cancellationToken);

        public IReadOnlyList<Func<HomogeneousActivation, INcfObjective>?> SilentNeuronCorrelations(
            Network network, CancellationToken cancellationToken) => inner.SilentNeuronCorrelations(network, cancellationToken);

        public NeuronCorrelation OriginCorrelation(HomogeneousActivation activation, CancellationToken cancellationToken) =>
            inner.OriginCorrelation(activation, cancellationToken);

        public INcfObjective Correlation(double[][] targets, HomogeneousActivation activation, CancellationToken cancellationToken) =>
            inner.Correlation(targets, activation, cancellationToken);
    }
}
