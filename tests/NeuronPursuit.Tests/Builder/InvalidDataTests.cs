using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests.Builder;

/// <summary>Data that are refused, with messages that say what came, where, and what to do.</summary>
public class InvalidDataTests
{
    public static TheoryData<double[,], double[], string> WrongShapes => new()
    {
        { new double[128, 50], new double[120], "y has 120 values but X has 128 rows (128 x 50, samples x features). Pass one target per row of X.*" },
        { new double[3, 2], [], "y has 0 values but X has 3 rows*" },
        { new double[0, 3], [], "X is 0 x 3 (samples x columns). It needs at least one row and one column.*" },
        { new double[0, 0], [], "X is 0 x 0 (samples x columns)*" },
        { new double[3, 0], new double[3], "X is 3 x 0 (samples x columns)*" },
        { new double[0, 3], [1, 2], "X is 0 x 3*" },
    };

    public static TheoryData<double, string> WrongValues => new()
    {
        { double.NaN, "Values must be finite: remove the row or fill the value in" },
        { double.PositiveInfinity, "Values must be finite" },
        { double.NegativeInfinity, "Values must be finite" },
        { 1e200, "Magnitudes up to 1e+152 are supported; rescale the column." },
        { -1.1e152, "Magnitudes up to 1e+152 are supported" },
    };

    [Theory]
    [MemberData(nameof(WrongShapes))]
    public void Fit_WrongShapes_SaysWhatCameAndWhatWasExpected(double[,] X, double[] y, string message)
    {
        Action fit = () => new NeuronPursuitBuilder().Fit(X, y);

        fit.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void Fit_OutputsWithAnotherNumberOfRows_SaysSo()
    {
        Action fit = () => new NeuronPursuitBuilder().Fit(new double[5, 2], new double[4, 3]);

        fit.Should().Throw<ArgumentException>().WithMessage("Y has 4 rows but X has 5 rows*");
    }

    [Fact]
    public void Fit_NoOutputs_SaysSo()
    {
        Action fit = () => new NeuronPursuitBuilder().Fit(new double[5, 2], new double[5, 0]);

        fit.Should().Throw<ArgumentException>().WithMessage("*5 x 0*");
    }

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void Fit_WrongValueInX_NamesItsRowAndColumn(double value, string remedy)
    {
        (double[,] X, double[] y) = Problems.Gaussian(20, 4, 1, x => x[0]);
        X[7, 2] = value;
        X[9, 0] = value;

        Action fit = () => new NeuronPursuitBuilder().Fit(X, y);

        fit.Should().Throw<ArgumentException>().WithMessage($"X[7, 2] is *(row 7, column 2, counted from 0)*{remedy}*");
    }

    [Theory]
    [MemberData(nameof(WrongValues))]
    public void Fit_WrongValueInY_NamesItsRow(double value, string remedy)
    {
        (double[,] X, double[] y) = Problems.Gaussian(20, 4, 1, x => x[0]);
        y[13] = value;

        Action fit = () => new NeuronPursuitBuilder().Fit(X, y);

        fit.Should().Throw<ArgumentException>().WithMessage($"y[13] is *(row 13, counted from 0)*{remedy}*");
    }

    [Fact]
    public void Fit_NaNInFloats_NamesItsRowAndColumn()
    {
        float[,] X = new float[4, 3];
        X[2, 1] = float.NaN;

        Action fit = () => new NeuronPursuitBuilder().Fit(X, new float[4]);

        fit.Should().Throw<ArgumentException>().WithMessage("X[2, 1] is NaN*");
    }

    [Fact]
    public void Fit_NaNInASlice_CountsRowsAndColumnsOfTheSlice()
    {
        double[,] table = new double[6, 6];
        table[4, 5] = double.NaN;

        Action fit = () =>
        {
            var all = new ReadOnlySpan2D<double>(table);
            new NeuronPursuitBuilder().Fit(all.Slice(2, 3, 4, 3), all.Slice(2, 0, 4, 1));
        };

        fit.Should().Throw<ArgumentException>().WithMessage("X[2, 2] is NaN*");
    }

    [Fact]
    public void Fit_NullArguments_NamesTheArgument()
    {
        NeuronPursuitEstimator estimator = new NeuronPursuitBuilder().Build();

        FluentActions.Invoking(() => estimator.Fit((double[,])null!, new double[1])).Should().Throw<ArgumentNullException>().WithParameterName("X");
        FluentActions.Invoking(() => estimator.Fit(new double[1, 1], (double[])null!)).Should().Throw<ArgumentNullException>().WithParameterName("y");
        FluentActions.Invoking(() => estimator.Fit(new double[1, 1], (double[,])null!)).Should().Throw<ArgumentNullException>().WithParameterName("Y");
        FluentActions.Invoking(() => estimator.Fit((float[,])null!, new float[1])).Should().Throw<ArgumentNullException>().WithParameterName("X");
        FluentActions.Invoking(() => estimator.Fit(new float[1, 1], (float[])null!)).Should().Throw<ArgumentNullException>().WithParameterName("y");
    }
}
