namespace NeuronPursuit.Plotting.Tests;

public class BadArgumentTests
{
    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void PlotFunction_ColumnOutOfRange_SaysWhatCameAndWhatWasExpected(int column) =>
        FluentActions.Invoking(() => Models.Small.PlotFunction(column))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage($"*5 columns*0 to 4*{column}*").WithParameterName(nameof(column));

    [Fact]
    public void PlotFunction_DataOfAnotherShape_SaysWhichAndWhatWasExpected()
    {
        (double[,] X, double[] y) = Models.Cube(20, 5, 1);

        FluentActions.Invoking(() => Models.Small.PlotFunction(0, new double[20, 4])).Should().Throw<ArgumentException>().WithMessage("*20 x 4*5 columns*");
        FluentActions.Invoking(() => Models.Small.PlotFunction(0, X, y[..19])).Should().Throw<ArgumentException>().WithMessage("y has 19 values*20 rows*");
        FluentActions.Invoking(() => Models.Small.PlotFunction(0, new double[0, 5])).Should().Throw<ArgumentException>().WithMessage("*at least one row*");
        y[3] = double.NaN;
        FluentActions.Invoking(() => Models.Small.PlotFunction(0, X, y)).Should().Throw<ArgumentException>().WithMessage("y has NaN in row 3*");
    }

    [Fact]
    public void PlotFunction_LabelThatIsNotKnown_IsNamed()
    {
        (double[,] X, string[] labels) = Models.Classes(10);
        labels[4] = "Emperor";

        FluentActions.Invoking(() => Models.Classifier.PlotFunction(0, X, labels))
            .Should().Throw<ArgumentException>().WithMessage("*Row 4*Emperor*Adelie*");
        FluentActions.Invoking(() => Models.Classifier.PlotFunction(0, X, labels[..3]))
            .Should().Throw<ArgumentException>().WithMessage("*3 labels*10 rows*");
    }

    [Fact]
    public void PlotFunction_RangeOrReferenceOfAnotherShape_SaysWhatWasExpected()
    {
        FluentActions.Invoking(() => Models.Small.PlotFunction(0, new PlotOptions { From = 2, To = 1 })).Should().Throw<ArgumentException>().WithMessage("*from 2 to 1*");
        FluentActions.Invoking(() => Models.Small.PlotFunction(0, new PlotOptions { To = double.NaN })).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Models.Small.PlotFunction(0, new PlotOptions { Reference = [1, 2] })).Should().Throw<ArgumentException>().WithMessage("*2 values*5 columns*");
        FluentActions.Invoking(() => Models.Small.PlotFunction(0, new PlotOptions { Reference = [1, 2, double.NaN, 4, 5] })).Should().Throw<ArgumentException>().WithMessage("Reference has NaN for column 2*");
    }

    [Fact]
    public void Plot_OptionsOutOfRange_AreRefused()
    {
        FluentActions.Invoking(() => Models.Small.PlotWeights(new PlotOptions { Width = 100 })).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*Width*240 to 4000*");
        FluentActions.Invoking(() => Models.Small.PlotWeights(new PlotOptions { Height = 9999 })).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*Height*160 to 8000*");
        FluentActions.Invoking(() => Models.Small.PlotNetwork(new PlotOptions { Network = 1 })).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*1 network;*0 to 0*");
        FluentActions.Invoking(() => Models.Small.PlotNetwork(new PlotOptions { MaxNodes = 0 })).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*MaxNodes*1 to 200*");
        FluentActions.Invoking(() => Models.Small.History.PlotErrors(new PlotOptions { Theme = (PlotTheme)7 })).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Models.Small.PlotWeights().GetPngBytes(0)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*above 0*");
        FluentActions.Invoking(() => Models.Small.PlotWeights(new PlotOptions { Width = 4000, Height = 8000 }).GetPngBytes(8))
            .Should().Throw<ArgumentOutOfRangeException>().WithMessage("*32000 x 64000 pixels; 500 million*");
    }

    [Fact]
    public void PlotErrors_HeightWithoutRoomForTheCurves_SaysHowMuchItNeeds() =>
        FluentActions.Invoking(() => Models.Deep.History.PlotErrors(new PlotOptions { Height = 160 }))
            .Should().Throw<ArgumentException>().WithMessage("Height is 160*at least *");

    [Fact]
    public void PlotFunction_HeightBelowThatOfItsTexts_SaysHowMuchItNeeds()
    {
        (double[,] X, double[] y) = Models.Cube(20, 5, 1);

        FluentActions.Invoking(() => Models.Small.PlotFunction(0, X, y, new PlotOptions { Width = 240, Height = 160 }))
            .Should().Throw<ArgumentException>().WithMessage("Height is 160*at least *");
    }

    [Fact]
    public void SaveSvg_ColumnsNamedLikeClips_KeepTheirNames() =>
        Models.Small.PlotNetwork(new PlotOptions { ColumnNames = ["cl_1", "cl_2", "cl_a", "cl_b", "cl_c"] }).GetSvgXml().Should().Contain("cl_1").And.Contain("cl_a");

    [Fact]
    public void Plot_NamesThatDoNotFit_AreRefused()
    {
        FluentActions.Invoking(() => Models.Small.PlotWeights(new PlotOptions { ColumnNames = ["a"] })).Should().Throw<ArgumentException>().WithMessage("*ColumnNames*1 names*5 columns*");
        FluentActions.Invoking(() => Models.Small.PlotNetwork(new PlotOptions { OutputNames = [" "] })).Should().Throw<ArgumentException>().WithMessage("OutputNames has an empty name for number 0*");
        FluentActions.Invoking(() => Models.Small.PlotWeights(new PlotOptions { ColumnNames = ["a", "b", "a", "c", "d"] })).Should().Throw<ArgumentException>().WithMessage("ColumnNames has 'a' twice*");
    }

    [Fact]
    public void SaveReport_BadArguments_AreRefusedAndLeaveNoFile()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("report.html");
        File.WriteAllText(path, "old");

        FluentActions.Invoking(() => Models.Small.SaveReport(path, new ReportOptions { ColumnNames = ["a"] })).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Models.Small.SaveReport(path, new ReportOptions { Title = " " })).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Models.Small.SaveReport(path, new ReportOptions { FormulaDigits = 0 })).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Models.Small.SaveReport(path, new double[3, 5], new double[2])).Should().Throw<ArgumentException>().WithMessage("y has 2 values*3 rows*");
        FluentActions.Invoking(() => Models.Bag.SaveReport(path, new double[,] { { double.PositiveInfinity, 1, 1, 1 } }, new double[1])).Should().Throw<ArgumentException>();

        File.ReadAllText(path).Should().Be("old");
        Directory.GetFiles(folder.Path).Should().ContainSingle();
    }
}
