namespace NeuronPursuit.Tests;

/// <summary>Comparisons of floating-point results, relative to the largest entry of what is expected.</summary>
internal static class NumericAssertions
{
    public static void ShouldAgreeWith(this double[] actual, double[] expected, double relativeError, string because = "")
    {
        actual.Should().HaveSameCount(expected);
        double scale = expected.Max(Math.Abs);
        double error = actual.Zip(expected, (a, e) => Math.Abs(a - e)).Max();

        // Written so that NaN fails.
        (error <= relativeError * scale).Should().BeTrue(
            "the largest error {0:g3} should be at most {1:g3} of the largest entry {2:g3} {3}", error, relativeError, scale, because);
    }

    public static void ShouldAgreeWith(this double actual, double expected, double relativeError, string because = "") =>
        new[] { actual }.ShouldAgreeWith([expected], relativeError, because);

    public static void ShouldAgreeWith(this double[,] actual, double[,] expected, double relativeError, string because = "") =>
        actual.Cast<double>().ToArray().ShouldAgreeWith([.. expected.Cast<double>()], relativeError, because);

    /// <summary>The same numbers to the last bit.</summary>
    public static void ShouldHaveTheBitsOf(this double[] actual, double[] expected, string because = "") =>
        actual.Select(BitConverter.DoubleToUInt64Bits).Should().Equal(expected.Select(BitConverter.DoubleToUInt64Bits), because);

    public static double Norm(this ReadOnlySpan<double> vector)
    {
        double sum = 0;
        foreach (double value in vector)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }
}
