using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests;

/// <summary>Sums run in chunks tied to the shape: the number of threads changes no bit.</summary>
public sealed class ThreadCountTests
{
    private static readonly int[] ThreadCounts = [1, 2, 3, 8];

    // Enough samples for several chunks of uneven blocks.
    private const int Samples = 5003;

    [Theory]
    [InlineData(Precision.Double)]
    [InlineData(Precision.Single)]
    public void TrainingObjective_AnyThreadCount_SameBits(Precision precision)
    {
        double[][] results = [.. ThreadCounts.Select(threads => precision == Precision.Single
            ? Evaluate<float>(threads)
            : Evaluate<double>(threads))];

        results.Should().AllSatisfy(result => result.Should().Equal(results[0]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void NeuronCorrelation_AnyThreadCount_SameBits(int hiddenLayer)
    {
        double[][] results = [.. ThreadCounts.Select(threads => Correlate(threads, hiddenLayer))];

        results.Should().AllSatisfy(result => result.Should().Equal(results[0]));
    }

    [Fact]
    public void NormalMatrix_AnyThreadCount_SameBits()
    {
        double[][] results = [.. ThreadCounts.Select(threads =>
        {
            var problem = new KernelProblem<double>(Samples, [10, 5, 3, 2], HomogeneousActivation.Square, threads);
            return NormalMatrix(problem.Objective(), problem.Parameters);
        })];

        results.Should().AllSatisfy(result => result.Should().Equal(results[0]));
    }

    [Fact]
    public void NormalMatrix_AfterEvaluationsOfManyChunks_TakesHelpersOfAnyNumber()
    {
        // Helpers of the evaluations linger, and a matrix has fewer chunks than there are threads.
        KernelProblem<double> Problem(int threads) => new(40_000, [20, 4, 1], HomogeneousActivation.ReLU, threads);
        KernelProblem<double> problem = Problem(threads: 8);
        double[] expected = NormalMatrix(Problem(threads: 1).Objective(), problem.Parameters);
        TrainingObjective<double> objective = problem.Objective();
        double[] gradient = new double[problem.Shape.ParameterCount];
        for (int repeat = 0; repeat < 20; repeat++)
        {
            objective.Evaluate(problem.Parameters, gradient);
            NormalMatrix(objective, problem.Parameters).Should().Equal(expected);
        }
    }

    [Fact]
    public void ChunkCount_ManySamples_IsMoreThanOneSoThatTheseTestsMeanSomething()
    {
        var problem = new KernelProblem<double>(Samples, [20, 12, 6, 2], HomogeneousActivation.ReLU, threads: 1);

        SamplePartition.Create<double>(Samples).ChunkCount(problem.Shape.GradientOperations).Should().BeGreaterThan(1);
    }

    private static double[] Evaluate<T>(int threads)
        where T : unmanaged
    {
        var problem = new KernelProblem<T>(Samples, [20, 12, 6, 2], HomogeneousActivation.ReLU, threads);
        double[] gradient = new double[problem.Shape.ParameterCount];
        double value = problem.Objective().Evaluate(problem.Parameters, gradient);
        return [value, .. gradient];
    }

    private static double[] Correlate(int threads, int hiddenLayer)
    {
        var problem = new KernelProblem<double>(Samples, [20, 12, 6, 2], HomogeneousActivation.LeakyReLU(0.3), threads);
        var network = new Network(problem.Shape, problem.Parameters);
        INcfObjective correlation = problem.Data.NeuronCorrelation(network, hiddenLayer, CancellationToken.None);
        double[] candidates = new NcfSearch(16, 5).AllStarts(correlation.IncomingCount + correlation.OutgoingCount);
        double[] values = new double[16];
        double[] gradients = new double[candidates.Length];
        correlation.Complete(candidates, values, gradients);
        return [.. candidates, .. values, .. gradients];
    }

    private static double[] NormalMatrix(TrainingObjective<double> objective, double[] parameters)
    {
        int n = parameters.Length;
        double[] matrix = new double[n * n];
        double[] gradient = new double[n];
        objective.AccumulateNormalMatrix(parameters, new Span2D<double>(matrix, n, n), gradient);
        return [.. matrix, .. gradient];
    }
}
