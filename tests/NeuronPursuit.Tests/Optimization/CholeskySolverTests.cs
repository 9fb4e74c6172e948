using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests;

public class CholeskySolverTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    public void Solve_RandomSystem_GivesItsSolution(int n)
    {
        var random = new Random(n);
        double[,] root = new double[n, n];
        foreach (ref double value in root.AsSpan())
        {
            value = random.NextDouble() - 0.5;
        }

        double[,] matrix = new double[n, n];
        double[] solution = [.. Enumerable.Range(0, n).Select(_ => random.NextDouble())];
        double[] right = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                matrix[i, j] = (i == j ? 0.1 : 0) + Enumerable.Range(0, n).Sum(k => root[i, k] * root[j, k]);
                right[i] += matrix[i, j] * solution[j];
            }
        }

        CholeskySolver.TryFactorize(matrix).Should().BeTrue();
        CholeskySolver.Solve(matrix, right);

        right.Zip(solution, (actual, expected) => Math.Abs(actual - expected)).Max().Should().BeLessThan(1e-9);
    }

    [Fact]
    public void TryFactorize_IndefiniteMatrix_IsRefused()
    {
        double[,] matrix = { { 1, 2 }, { 2, 1 } };

        CholeskySolver.TryFactorize(matrix).Should().BeFalse();
    }
}
