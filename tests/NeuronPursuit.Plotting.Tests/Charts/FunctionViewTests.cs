namespace NeuronPursuit.Plotting.Tests.Charts;

public class FunctionViewTests
{
    [Fact]
    public void View_WithData_HoldsOtherColumnsAtTheirMediansAndSpansTheColumn()
    {
        (double[,] X, double[] y) = Models.Table(240);
        double[] reference = [.. Enumerable.Range(0, 4).Select(column => Median(FunctionView.Column(X, column)))];

        var view = new FunctionView(Models.OnTable, 1, X, DataChecks.AsColumn(Models.OnTable, X, y), new PlotOptions());

        view.Grid[0].Should().Be(FunctionView.Column(X, 1).Min());
        view.Grid[^1].Should().Be(FunctionView.Column(X, 1).Max());
        view.Grid.Should().BeInAscendingOrder();
        for (int i = 0; i < view.Grid.Length; i += 40)
        {
            reference[1] = view.Grid[i];
            view.Mean[i, 0].Should().Be(Models.OnTable.Predict(reference));
        }

        view.Points.Should().HaveCount(240);
        view.Points.Should().Contain((X[7, 1], 0, y[7]));
    }

    [Fact]
    public void View_WithoutData_StandsAtTheMeansOfAStandardisedModel()
    {
        NetworkInput age = Models.OnTable.NetworkInputs[0];

        var view = new FunctionView(Models.OnTable, 0, null, null, new PlotOptions());

        view.Grid[0].Should().BeApproximately(age.Offset - (2 * age.Scale), 1e-9);
        view.Grid[^1].Should().BeApproximately(age.Offset + (2 * age.Scale), 1e-9);
        double[] x = [.. Models.OnTable.NetworkInputs.Take(4).Select(input => input.Offset)];
        x[0] = view.Grid[100];
        view.Mean[100, 0].Should().Be(Models.OnTable.Predict(x));
    }

    [Fact]
    public void View_OfABag_KnowsTheSpreadOfItsNetworks()
    {
        (double[,] X, _) = Models.Table(160);

        var view = new FunctionView(Models.Bag, 2, X, null, new PlotOptions());

        view.Spread!.Cast<double>().Should().OnlyContain(deviation => deviation >= 0).And.Contain(deviation => deviation > 0);
        new FunctionView(Models.Small, 0, null, null, new PlotOptions()).Spread.Should().BeNull();
    }

    [Fact]
    public void View_FromToAndReference_AreTakenAsGiven()
    {
        var view = new FunctionView(Models.Small, 2, null, null, new PlotOptions { From = 0, To = 3, Reference = [1, -1, 9, 1, 1] });

        (view.Grid[0], view.Grid[^1]).Should().Be((0, 3));
        view.Mean[0, 0].Should().Be(Models.Small.Predict([1, -1, 0, 1, 1]));
    }

    [Fact]
    public void View_OfManyRows_TakesSomeEvenly()
    {
        (double[,] X, double[] y) = Models.Cube(4000, 5, 1);

        var view = new FunctionView(Models.Small, 0, X, DataChecks.AsColumn(Models.Small, X, y), new PlotOptions());

        view.Points.Should().HaveCount(1334);
        view.SampledFrom.Should().Be(4000);
    }

    [Fact]
    public void View_OfAColumnThatIsTheSameEverywhere_StillHasWidth()
    {
        double[,] X = new double[5, 5];

        var view = new FunctionView(Models.Small, 0, X, null, new PlotOptions());

        (view.Grid[0], view.Grid[^1]).Should().Be((-1, 1));
    }

    [Fact]
    public void View_OfAConstantColumnFarFromZero_AscendsAndIsDrawn()
    {
        (double[,] X, double[] y) = Models.Cube(20, 5, 1);
        for (int i = 0; i < 20; i++)
        {
            X[i, 0] = 6e17;
        }

        double[] grid = new FunctionView(Models.Small, 0, X, null, new PlotOptions()).Grid;

        grid.Zip(grid.Skip(1)).Should().OnlyContain(pair => pair.First < pair.Second);
        Models.Small.PlotFunction(0, X, y).GetSvgXml().Should().NotBeEmpty();
    }

    [Fact]
    public void View_MissingValues_DoNotCount()
    {
        (double[,] X, _) = Models.Table(160);
        X[3, 1] = double.NaN;
        X[4, 2] = double.NaN;

        var view = new FunctionView(Models.Bag, 1, X, null, new PlotOptions());

        view.Grid.Should().OnlyContain(value => double.IsFinite(value));
        view.Mean.Cast<double>().Should().OnlyContain(value => double.IsFinite(value));
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
