using NeuronPursuit.Tests.EstimatorChecks;
using NeuronPursuit.Tests.Sharding;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Small teachers whose growths end on kinks are learned by every kind of training, not by a plain fit alone.</summary>
public class KinkTeacherTests
{
    private const int Seeds = 15;

    private static readonly Dictionary<string, Func<NeuronPursuitBuilder, double[,], double[], NeuronPursuitModel>> Ways = new()
    {
        ["continued from one neuron"] = (builder, X, y) => Continue(builder, builder.WithMaxIterations(1).Fit(X, y), X, y),
        ["continued on other rows"] = (builder, X, y) =>
            Continue(builder, builder.WithMaxIterations(2).Fit(MatrixParts.Rows<double>(X, [.. Enumerable.Range(0, 12)]), y[..12]), X, y),
        ["shards"] = (builder, X, y) => builder.Fit(new MatrixShards((X, y), 3)),
        ["two inputs a neuron"] = (builder, X, y) => builder.WithInputsPerNeuron(2).Fit(X, y),
        ["single precision"] = (builder, X, y) => builder.Fit(SinglePrecision.Of(X), Array.ConvertAll(y, value => (float)value)),
        ["weights"] = (builder, X, y) => builder.Fit(X, y, [.. y.Select((_, i) => 1.0 + (i % 3))]),
        ["two pursuits"] = (builder, X, y) => builder.WithPursuits(2).Fit(X, y),
        ["Huber's loss"] = (builder, X, y) => builder.WithLoss(new HuberLoss()).Fit(X, y),
    };

    public static TheoryData<string> Names => [.. Ways.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Train_TwentySamplesOfThreeNeurons_ReachesTheTarget(string way)
    {
        double[] errors = [.. Enumerable.Range(0, Seeds).Select(seed =>
        {
            (double[,] X, double[] y) = Problems.Gaussian(20, 2, 500 + seed, Teacher);
            return Ways[way](Builder(seed), X, y).History[^1].TrainingError;
        })];

        errors.Count(error => error <= 1e-3).Should().BeGreaterThanOrEqualTo(Seeds - 1, "{0}", string.Join(' ', errors));
    }

    [Fact]
    public void Prune_NetworkOfTooManyNeurons_LeavesTheTeacher()
    {
        int small = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            (double[,] X, double[] y) = Problems.Gaussian(40, 2, 500 + seed, Teacher);
            NeuronPursuitModel pruned = Builder(seed).WithTargetError(1e-7).WithMaxIterations(7).Fit(X, y).Prune(X, y);

            small += pruned.HiddenWidths[0] <= 4 && Problems.RelativeError(pruned.Predict(X), y) < 0.01 ? 1 : 0;
        }

        small.Should().BeGreaterThanOrEqualTo(Seeds - 1);
    }

    /// <summary>
    /// L-BFGS crawls on g1 for thousands of iterations; a training that stays above the target ends early instead, and the next
    /// neuron gains more. Counted in evaluations: before (docs/adr/0054) the median was 9200.
    /// </summary>
    [Fact]
    public void Fit_G1From800Vertices_IsTrainedInFewEvaluations()
    {
        NeuronPursuitModel[] models = [.. Enumerable.Range(0, 9).Select(seed =>
        {
            (double[,] X, double[] y) = Problems.Cube(800, 50, 900 + seed, x => (x[0] * x[1]) - (x[0] * x[1] * x[2] * x[3]));
            return new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(3)
                .WithActivation(HomogeneousActivation.Create(0.5, 1)).WithSeed((ulong)seed).Fit(X, y);
        })];

        models.Should().OnlyContain(model => model.StopReason == PursuitStopReason.TargetReached);
        models.Select(model => model.History.Sum(iteration => iteration.Evaluations)).Order().ElementAt(4).Should().BeLessThan(4500);
    }

    private static NeuronPursuitBuilder Builder(int seed) =>
        new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2).WithSeed((ulong)seed);

    private static NeuronPursuitModel Continue(NeuronPursuitBuilder builder, NeuronPursuitModel model, double[,] X, double[] y) =>
        builder.WithMaxIterations(31).Continue(model, X, y);

    private static double Teacher(double[] x) => Math.Max(0, x[0]) - Math.Max(0, x[1]) + (0.5 * x[^1]);
}
