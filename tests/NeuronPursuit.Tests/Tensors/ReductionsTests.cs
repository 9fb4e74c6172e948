namespace NeuronPursuit.Tests;

public class ReductionsTests
{
    /// <summary>The order that is promised, written out number by number.</summary>
    [Fact]
    public void Dot_AnyLength_AddsInTheOrderThatIsPromised()
    {
        for (int length = 0; length <= 70; length++)
        {
            (double[] x, double[] y) = (Draws(length, 1), Draws(length, 2));
            double[] lanes = new double[16];
            int whole = length / 16 * 16;
            for (int i = 0; i < whole; i++)
            {
                lanes[i % 16] = Math.FusedMultiplyAdd(x[i], y[i], lanes[i % 16]);
            }

            double rest = 0;
            for (int i = whole; i < length; i++)
            {
                rest = Math.FusedMultiplyAdd(x[i], y[i], rest);
            }

            double[] line = [.. Enumerable.Range(0, 8).Select(i => lanes[i] + lanes[i + 8])];
            double expected = Tree(line) + rest;

            Reductions.Dot(x, y).Should().Be(expected);
            Reductions.SumOfSquares(x).Should().Be(Reductions.Dot(x, x));
            Reductions.Norm(x).Should().Be(Math.Sqrt(Reductions.Dot(x, x)));
        }
    }

    [Fact]
    public void Sum_AnyLength_AddsInTheOrderThatIsPromised()
    {
        for (int length = 0; length <= 70; length++)
        {
            double[] x = Draws(length, 3);
            double[] lanes = new double[16];
            int whole = length / 16 * 16;
            for (int i = 0; i < whole; i++)
            {
                lanes[i % 16] += x[i];
            }

            double expected = Tree([.. Enumerable.Range(0, 8).Select(i => lanes[i] + lanes[i + 8])]) + x[whole..].Aggregate(0.0, (sum, value) => sum + value);

            Reductions.Sum(x).Should().Be(expected);
        }
    }

    [Fact]
    public void Distance_AndCosine_AreTheirDefinitions()
    {
        double[] x = [3, 0, 4];
        double[] y = [0, 0, 8];

        Reductions.Distance(x, y).Should().Be(5);
        Reductions.Cosine(x, y).Should().Be(0.8);
        Reductions.Cosine(x, [0, 0, 0]).Should().Be(double.NaN);
    }

    [Fact]
    public void Dot_OtherLength_SaysBoth() =>
        FluentActions.Invoking(() => Reductions.Dot(new double[3], new double[4])).Should().Throw<ArgumentException>().WithMessage("3 and 4*");

    private static double Tree(double[] line) =>
        (line[0] + line[4] + (line[2] + line[6])) + (line[1] + line[5] + (line[3] + line[7]));

    private static double[] Draws(int length, ulong seed)
    {
        var random = new RandomStream(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.NextNormal())];
    }
}
