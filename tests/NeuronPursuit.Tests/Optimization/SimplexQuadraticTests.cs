using CsCheck;

namespace NeuronPursuit.Tests;

public class SimplexQuadraticTests
{
    private static readonly Gen<(double[][] Rows, double[] Linear)> Problems =
        from count in Gen.Int[1, 14]
        from size in Gen.Int[1, 8]
        from rows in Gen.Double[-1, 1].Array[size].Array[count]
        from linear in Gen.Double[0, 0.5].Array[count]
        select (rows, linear);

    [Fact]
    public void Minimize_AnyPlanes_MeetsTheConditionsOfTheMinimum() => Problems.Sample(
        problem =>
        {
            (double[][] rows, double[] linear) = problem;
            double[] quadratic = GramOf(rows);
            double[] weights = Start(rows.Length);

            new SimplexQuadratic(rows.Length).Minimize(quadratic, rows.Length, linear, weights);

            // Slopes are alike where a weight is positive and nowhere lower (Karush-Kuhn-Tucker).
            double[] slopes = [.. linear.Select((own, i) => own + weights.Select((weight, j) => quadratic[(i * rows.Length) + j] * weight).Sum())];
            double level = slopes.Zip(weights, (slope, weight) => slope * weight).Sum();
            return Math.Abs(weights.Sum() - 1) < 1e-9
                && weights.All(weight => weight >= 0)
                && slopes.Zip(weights).All(pair => pair.First >= level - 1e-6 && (pair.Second < 1e-6 || pair.First <= level + 1e-6));
        },
        iter: 2000);

    [Fact]
    public void Minimize_OppositePlanes_FindsTheZeroBetweenThem()
    {
        double[][] rows = [[1, 0.5], [-3, 0.5], [0, 4]];
        double[] weights = Start(3);

        new SimplexQuadratic(3).Minimize(GramOf(rows), 3, [0, 0, 0], weights);

        // 3/4 (1, .5) + 1/4 (-3, .5) = (0, .5): the component along the valley is all that remains.
        weights.ShouldAgreeWith([0.75, 0.25, 0], 1e-9);
    }

    [Fact]
    public void Minimize_ThePlanesTwice_IsNotDisturbedByTheRank()
    {
        double[][] rows = [[1, 1], [1, 1], [-1, 1], [-1, 1]];
        double[] weights = Start(4);

        new SimplexQuadratic(4).Minimize(GramOf(rows), 4, [0, 0, 0, 0], weights);

        (weights[0] + weights[1]).Should().BeApproximately(0.5, 1e-6);
    }

    private static double[] Start(int count)
    {
        double[] weights = new double[count];
        weights[0] = 1;
        return weights;
    }

    private static double[] GramOf(double[][] rows) =>
        [.. from first in rows from second in rows select first.Zip(second, (a, b) => a * b).Sum()];
}
