namespace NeuronPursuit.Plotting.Tests.Drawing;

public class AxisTicksTests
{
    [Theory]
    [InlineData(0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-42, 47, 6, "\u221240 \u221220 0 20 40")]
    [InlineData(1, 365, 8, "50 100 150 200 250 300 350")]
    [InlineData(0, 3e7, 3, "0 1e7 2e7 3e7")]
    [InlineData(2e6, 2.01e6, 5, "2e6 2.002e6 2.004e6 2.006e6 2.008e6 2.01e6")]
    [InlineData(-3e7, 0, 3, "\u22123e7 \u22122e7 \u22121e7 0")]
    [InlineData(1e-5, 3e-5, 4, "1e\u22125 1.5e\u22125 2e\u22125 2.5e\u22125 3e\u22125")]
    [InlineData(-0.002, 0.002, 4, "\u22120.002 \u22120.001 0.000 0.001 0.002")]
    public void Linear_Labels_AreRoundNumbers(double low, double high, int most, string expected) =>
        string.Join(' ', AxisTicks.Linear(low, high, most).Major.Select(tick => tick.Label)).Should().Be(expected);

    /// <summary>Where a step more rounds to the same number.</summary>
    [Theory]
    [InlineData(1e17, 1e17 + 16)]
    [InlineData(-1e300, -9.999999999999999e299)]
    public void Linear_FarFromZero_Ends(double low, double high) =>
        AxisTicks.Linear(low, high, 6).Major.Should().HaveCountLessThanOrEqualTo(7);

    [Theory]
    [InlineData(1, 5, 10, "1 2 3 4 5")]
    [InlineData(1, 9, 8, "1 2 4 6 8")]
    [InlineData(1, 31, 9, "1 5 10 15 20 25 30")]
    [InlineData(1, 400, 9, "1 50 100 150 200 250 300 350 400")]
    public void Whole_Labels_AreWholeNumbersThatFit(int low, int high, int most, string expected) =>
        string.Join(' ', AxisTicks.Whole(low, high, most).Major.Select(tick => tick.Label)).Should().Be(expected);

    [Theory]
    [InlineData(1e-8, 1, 8, "10\u207B\u2078 10\u207B\u2077 10\u207B\u2076 10\u207B\u2075 10\u207B\u2074 10\u207B\u00B3 10\u207B\u00B2 10\u207B\u00B9 1")]
    [InlineData(0.04, 0.9, 8, "0.05 0.1 0.2 0.5")]
    [InlineData(0.001, 0.4, 8, "0.001 0.01 0.1")]
    public void Logarithmic_Labels_ArePowersOfTenOrNumbersBetween(double low, double high, int most, string expected)
    {
        AxisTicks ticks = AxisTicks.Logarithmic(Math.Log10(low), Math.Log10(high), most + 1);

        string.Join(' ', ticks.Major.Select(tick => tick.Label)).Should().Be(expected);
        ticks.Major.Should().OnlyContain(tick => tick.Position >= Math.Log10(low) - 1e-6 && tick.Position <= Math.Log10(high) + 1e-6);
    }

    [Theory]
    [InlineData(1e-300, 1)]
    [InlineData(1e-17, 1e-2)]
    [InlineData(0.3, 0.6)]
    [InlineData(0.30, 0.33)]
    [InlineData(5e7, 2e9)]
    public void Logarithmic_AnyRange_HasAFewLabels(double low, double high) =>
        AxisTicks.Logarithmic(Math.Log10(low), Math.Log10(high), 8).Major.Count.Should().BeInRange(2, 8);
}
