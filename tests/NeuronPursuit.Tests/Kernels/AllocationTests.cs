using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests;

/// <summary>Nothing is allocated per evaluation, optimiser step or prediction once everything is warm.</summary>
public sealed class AllocationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Evaluate_AfterWarmUp_AllocatesNothing(int threads)
    {
        var problem = new KernelProblem<double>(2000, [20, 8, 4, 1], HomogeneousActivation.ReLU, threads);
        TrainingObjective<double> objective = problem.Objective();
        double[] gradient = new double[problem.Shape.ParameterCount];

        Allocations.Of(() => objective.Evaluate(problem.Parameters, gradient)).Should().Be(0);
    }

    public static TheoryData<ILoss> Losses => [new SquaredLoss(), new HuberLoss(), new LogisticLoss(), new CrossEntropyLoss(), new PoissonLoss(), new QuantileLoss(0.9), new LogCoshLoss()];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Evaluate_WeightedLoss_AllocatesNothing(ILoss loss)
    {
        const int Samples = 2000;
        int outputs = loss is CrossEntropyLoss ? 3 : 1;
        var random = new Random(3);
        var shape = new NetworkShape([20, 8, 4, outputs], HomogeneousActivation.ReLU);
        double[] weights = [.. Enumerable.Range(0, Samples).Select(_ => 1 + random.NextDouble())];
        ISumObjective objective = TestObjects.Data<double>(
                RandomProblem.NormalMatrix(random, Samples, 20), LossCases.Targets(loss, random, Samples, outputs), loss, weights)
            .TrainingObjective(shape, CancellationToken.None);
        double[] parameters = RandomProblem.NormalVector(random, shape.ParameterCount);
        double[] gradient = new double[parameters.Length];

        Allocations.Of(() => objective.Evaluate(parameters, gradient)).Should().Be(0);
    }

    [Fact]
    public void EvaluateCorrelation_AfterWarmUp_AllocatesNothing()
    {
        var problem = new KernelProblem<double>(2000, [20, 8, 4, 1], HomogeneousActivation.ReLU, threads: 1);
        var network = new Network(problem.Shape, problem.Parameters);
        INcfObjective correlation = problem.Data.NeuronCorrelation(network, 0, CancellationToken.None);
        double[] candidates = new NcfSearch(10, 5).AllStarts(correlation.IncomingCount + correlation.OutgoingCount);
        double[] values = new double[10];
        double[] gradients = new double[candidates.Length];

        Allocations.Of(() => correlation.Complete(candidates, values, gradients)).Should().Be(0);
    }

    [Fact]
    public void AccumulateNormalMatrix_AfterWarmUp_AllocatesNothing()
    {
        var problem = new KernelProblem<double>(500, [10, 4, 2, 1], HomogeneousActivation.ReLU, threads: 1);
        TrainingObjective<double> objective = problem.Objective();
        int n = problem.Shape.ParameterCount;
        double[] matrix = new double[n * n];
        double[] gradient = new double[n];

        Allocations.Of(() => objective.AccumulateNormalMatrix(problem.Parameters, new Span2D<double>(matrix, n, n), gradient))
            .Should().Be(0);
    }

    public static TheoryData<IWeightOptimizer> Optimizers => [new LimitedMemoryBfgs(), new LevenbergMarquardt(), new GradientDescent(0.01)];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Minimize_MoreSteps_AllocatesNoMore(IWeightOptimizer optimizer)
    {
        var problem = new KernelProblem<double>(500, [10, 4, 2, 1], HomogeneousActivation.LeakyReLU(0.2), threads: 1);
        TrainingObjective<double> objective = problem.Objective();
        double[] weights = new double[problem.Parameters.Length];

        Run(15).Should().Be(15, "the comparison means nothing if the longer run ends early");
        long few = Allocations.Of(() => Run(5));
        long more = Allocations.Of(() => Run(15));

        more.Should().Be(few, "a run allocates its buffers once, and steps nothing");

        int Run(int iterations)
        {
            problem.Parameters.CopyTo(weights, 0);
            return optimizer.Minimize(objective, weights, new OptimizationLimits(1, iterations), default).Iterations;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Predict_OneSample_AllocatesNothing(bool prepared)
    {
        double[,] X = new double[40, 3];
        double[] y = new double[40];
        for (int i = 0; i < y.Length; i++)
        {
            (X[i, 0], X[i, 1], X[i, 2]) = (Math.Sin(i), Math.Cos(3 * i), Math.Sin(5 * i));
            y[i] = Math.Max(0, X[i, 0] + 0.5 * X[i, 1]);
        }

        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithStandardization(prepared).WithIntercept(prepared).WithMaxIterations(3).Fit(X, y);
        double[] sample = [0.1, -0.2, 0.3];

        Allocations.Of(() => model.Predict(sample)).Should().Be(0);
    }
}
