namespace NeuronPursuit.Tests.Pursuit;

/// <summary>First-layer neurons that see few inputs; with one, linear and depth 2 the pursuit is OMP (App. D.5).</summary>
public class SparseMaskTests
{
    [Fact]
    public void Fit_ExampleOfD5_GivesTheSolutionsOfThePaper()
    {
        double[,] X = { { 1, 0, -0.1 }, { 0, 1, 1 + 0.2 / 3 } };
        double[] y = [1, 2];

        Coefficients(Diagonal().WithMaxIterations(1).Fit(X, y)).ShouldAgreeWith([0, 0, 1.7717], 1e-3);
        Coefficients(Diagonal().WithMaxIterations(2).Fit(X, y)).ShouldAgreeWith([1.1875, 0, 1.875], 1e-3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_RandomProblem_PicksTheColumnsOfOrthogonalMatchingPursuit(int seed)
    {
        (double[,] X, double[] y) = Problems.Gaussian(50, 200, seed, x => 3 * x[10] - 2 * x[50] + 1.5 * x[90] + x[120] - x[199]);

        NeuronPursuitModel model = Diagonal().WithMaxIterations(5).Fit(X, y);

        int[] chosen = [.. Enumerable.Range(0, 200).Where(column => Coefficients(model)[column] != 0)];
        chosen.Should().Equal(OrthogonalMatchingPursuit(X, y, 5).Order());
    }

    public static TheoryData<IWeightOptimizer> Optimizers =>
        [new LimitedMemoryBfgs(), new LevenbergMarquardt(), new GradientDescent(0.01, 500)];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Fit_ThreeInputsANeuron_LeavesTheOthersAtZero(IWeightOptimizer optimizer)
    {
        (double[,] X, double[] y) = Problems.Gaussian(100, 10, 4, x => Math.Max(0, x[1] + x[2]) - Math.Max(0, x[6] - x[7]));

        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithInputsPerNeuron(3).WithOptimizer(optimizer).WithMaxIterations(5).Fit(X, y);

        double[,] weights = model.GetWeights(0);
        for (int row = 0; row < weights.GetLength(0); row++)
        {
            Enumerable.Range(0, 10).Count(column => weights[row, column] != 0).Should().BeLessThanOrEqualTo(3);
        }

        model.History[^1].TrainingError.Should().BeLessThan(0.9);
    }

    private static NeuronPursuitBuilder Diagonal() => new NeuronPursuitBuilder()
        .WithDepth(2).WithActivation(HomogeneousActivation.Linear).WithInputsPerNeuron(1).WithTargetError(1e-12);

    private static double[] Coefficients(NeuronPursuitModel model)
    {
        double[,] first = model.GetWeights(0);
        double[,] last = model.GetWeights(1);
        return [.. Enumerable.Range(0, model.InputCount).Select(column =>
            Enumerable.Range(0, first.GetLength(0)).Sum(neuron => last[0, neuron] * first[neuron, column]))];
    }

    /// <summary>OMP on columns as they are: the largest |column . residual|, then least squares on all chosen.</summary>
    private static List<int> OrthogonalMatchingPursuit(double[,] X, double[] y, int count)
    {
        int samples = y.Length;
        double[] residual = [.. y];
        var chosen = new List<int>();
        var basis = new List<double[]>();
        while (chosen.Count < count)
        {
            int best = Enumerable.Range(0, X.GetLength(1))
                .MaxBy(column => Math.Abs(Enumerable.Range(0, samples).Sum(i => X[i, column] * residual[i])));
            chosen.Add(best);
            double[] direction = [.. Enumerable.Range(0, samples).Select(i => X[i, best])];
            foreach (double[] other in basis)
            {
                Subtract(direction, other);
            }

            double norm = Math.Sqrt(direction.Sum(value => value * value));
            basis.Add([.. direction.Select(value => value / norm)]);
            Subtract(residual, basis[^1]);
        }

        return chosen;

        static void Subtract(double[] vector, double[] unit)
        {
            double along = vector.Zip(unit, (a, b) => a * b).Sum();
            for (int i = 0; i < vector.Length; i++)
            {
                vector[i] -= along * unit[i];
            }
        }
    }
}
