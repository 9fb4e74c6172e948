namespace NeuronPursuit.Tests;

/// <summary>
/// Lemmas 10 and 11: under gradient flow of a sum of homogeneous functions of separate variables, only the variables
/// of the most dominant KKT point keep a share of the norm. It is why a pursuit compares layers by the value of their
/// best point (Alg. 1, lines 23-26). The functions are correlations of neurons, which have degree p + 1.
/// </summary>
public class GradientFlowLemmaTests
{
    [Fact]
    public void Flow_OfQuadraticForms_OnlyTheDominantPartKeepsAShare()
    {
        INcfObjective[] parts = [Part(1, 1, seed: 1), Part(1, 1.5, seed: 2), Part(1, 0.7, seed: 3)];
        double[] dominance = [.. parts.Select(part => Best(part).Value)];
        int winner = Array.IndexOf(dominance, dominance.Max());

        double[] shares = SharesAfterQuadraticFlow(parts, time: 30 / Gap(dominance));

        shares[winner].Should().BeGreaterThan(1 - 1e-6);
    }

    [Fact]
    public void Flow_OfEquallyDominantQuadraticForms_AllKeepAShare()
    {
        INcfObjective[] parts = [Part(1, 1, seed: 1), Part(1, 1, seed: 1), Part(1, 0.1, seed: 1)];

        double[] shares = SharesAfterQuadraticFlow(parts, time: 30 / Gap([Best(parts[0]).Value, Best(parts[2]).Value]));

        shares[..2].Should().OnlyContain(share => share > 0.01);
        shares[2].Should().BeLessThan(1e-6);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Flow_OfHigherDegree_BlowsUpWithinTheBoundsOfLemma11(int power)
    {
        // Eq. 27 with L = p + 1: 1 / (L (L-2) N(w*)) <= T <= 1 / (L (L-2) N(w_0)).
        INcfObjective part = Part(power, 1, seed: 4);
        KktPoint best = Best(part);
        double[] start = Near(best, seed: 5);
        double factor = (power + 1.0) * (power - 1);

        (double time, double[] end) = FlowToNorm([part], [start], 1e6);

        time.Should().BeInRange(0.999 / (factor * best.Value), 1.001 / (factor * part.ValueAt(start)));
        Dot(end, best.Weights).Should().BeGreaterThan(0.9999 * new ReadOnlySpan<double>(end).Norm());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Flow_OfHigherDegree_OnlyThePartThatBlowsUpFirstKeepsAShare(int power)
    {
        INcfObjective[] parts = [Part(power, 1, seed: 4), Part(power, 2, seed: 6), Part(power, 0.5, seed: 7)];
        KktPoint[] points = [.. parts.Select(Best)];
        int winner = Array.IndexOf(points, points.MaxBy(point => point.Value));
        double[][] starts = [.. points.Select((point, k) => Near(point, k))];

        (_, double[] end) = FlowToNorm(parts, starts, 1e6);

        int size = parts[0].Size();
        new ReadOnlySpan<double>(end, winner * size, size).Norm().Should().BeGreaterThan((1 - 1e-6) * new ReadOnlySpan<double>(end).Norm());
    }

    /// <summary>The correlation of a neuron of z^p with random data, which is a form of degree p + 1.</summary>
    private static INcfObjective Part(int power, double scale, int seed)
    {
        var random = new Random(seed);
        double[,] inputs = RandomProblem.NormalMatrix(random, 30, 3);
        double[,] sensitivities = new double[30, 1];
        for (int i = 0; i < 30; i++)
        {
            sensitivities[i, 0] = scale * (Math.Pow(inputs[i, 0], power) + 0.2 * inputs[i, 1]);
        }

        return TestObjects.NeuronCorrelation(inputs, sensitivities, HomogeneousActivation.Create(1, power));
    }

    private static KktPoint Best(INcfObjective part) =>
        new BatchedAscent(500, 1e-15).Maximize(part, new NcfSearch(10, 1), TestContext.Current.CancellationToken)[0];

    private static double Gap(double[] values) => values.Max() - values.Where(value => value < values.Max()).Max();

    /// <summary>A unit vector some way off a point, in the part of the sphere that flows to it.</summary>
    private static double[] Near(KktPoint point, int seed)
    {
        double[] noise = RandomProblem.NormalVector(new Random(seed), point.Weights.Length);
        double[] start = [.. point.Weights.ToArray().Zip(noise, (w, e) => w + 0.1 * e)];
        double norm = new ReadOnlySpan<double>(start).Norm();
        return [.. start.Select(w => w / norm)];
    }

    /// <summary>The flow of degree 2 is linear, so the growing norm may be divided out on the way.</summary>
    private static double[] SharesAfterQuadraticFlow(INcfObjective[] parts, double time)
    {
        double[] w = RandomProblem.NormalVector(new Random(9), parts.Sum(part => part.Size()));
        const double Step = 0.05;
        for (double t = 0; t < time; t += Step)
        {
            w = RungeKutta(parts, w, Step);
            double norm = new ReadOnlySpan<double>(w).Norm();
            w = [.. w.Select(entry => entry / norm)];
        }

        int size = parts[0].Size();
        return [.. parts.Select((_, k) => new ReadOnlySpan<double>(w, k * size, size).Norm())];
    }

    /// <summary>Integrates until the joint norm is large; steps shrink as the speed grows.</summary>
    private static (double Time, double[] End) FlowToNorm(INcfObjective[] parts, double[][] starts, double norm)
    {
        double[] w = [.. starts.SelectMany(start => start)];
        double time = 0;
        for (int step = 0; new ReadOnlySpan<double>(w).Norm() < norm; step++)
        {
            (step < 100_000).Should().BeTrue("the flow should blow up");
            double length = 0.02 * new ReadOnlySpan<double>(w).Norm() / new ReadOnlySpan<double>(Gradient(parts, w)).Norm();
            w = RungeKutta(parts, w, length);
            time += length;
        }

        return (time, w);
    }

    private static double[] RungeKutta(INcfObjective[] parts, double[] w, double step)
    {
        double[] k1 = Gradient(parts, w);
        double[] k2 = Gradient(parts, Moved(w, k1, step / 2));
        double[] k3 = Gradient(parts, Moved(w, k2, step / 2));
        double[] k4 = Gradient(parts, Moved(w, k3, step));
        return [.. w.Select((entry, i) => entry + step / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]))];
    }

    private static double[] Moved(double[] w, double[] direction, double by) => [.. w.Zip(direction, (a, b) => a + by * b)];

    private static double[] Gradient(INcfObjective[] parts, double[] w)
    {
        int size = parts[0].Size();
        return [.. parts.SelectMany((part, k) => part.GradientAt(w.AsSpan(k * size, size)))];
    }

    private static double Dot(double[] a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
