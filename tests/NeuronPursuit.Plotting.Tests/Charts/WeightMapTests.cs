namespace NeuronPursuit.Plotting.Tests.Charts;

public class WeightMapTests
{
    private static readonly double[,] Weights = { { 1, 0, -4, 0.5 }, { 2, 0, 3, 0 } };

    [Fact]
    public void Share_OfValues_IsRelativeToTheLargestMagnitude()
    {
        WeightMap map = Map(10, 10);

        map.Largest.Should().Be(4);
        map.Share(0, 2).Should().Be(-1);
        map.Share(1, 2).Should().Be(0.75);
    }

    [Fact]
    public void Columns_MoreThanFit_AreTheStrongestInOrder()
    {
        WeightMap map = Map(10, 2);

        map.Columns.Should().Equal(0, 2);
        map.ColumnNames.Should().Equal("p", "r");
        map.Values.Should().BeEquivalentTo(new double[,] { { 1, -4 }, { 2, 3 } });
        (map.ColumnCount, map.ZeroColumns).Should().Be((4, 1));
    }

    [Fact]
    public void Columns_OfZerosAmongMoreThanFit_AreLeftOut() =>
        new WeightMap(0, new double[,] { { 0, 7, 0, 0 } }, ["a"], ["p", "q", "r", "s"], 10, 2).Columns.Should().Equal(1);

    [Fact]
    public void Columns_OfNothingButZeros_StillShowSome()
    {
        var map = new WeightMap(0, new double[2, 5], ["a", "b"], ["p", "q", "r", "s", "t"], 10, 3);

        map.Columns.Should().HaveCount(3);
        map.Share(0, 0).Should().Be(0);
    }

    [Fact]
    public void Of_AModel_NamesRowsAndColumnsLayerByLayer()
    {
        IReadOnlyList<WeightMap> maps = WeightMap.Of(
            Models.Small, new PlotOptions { ColumnNames = ["p", "q", "r", "s", "t"], OutputNames = ["y"] }, 100, 100);

        maps.Should().HaveCount(Models.Small.Depth);
        maps[0].ColumnNames.Should().Equal("p", "q", "r", "s", "t");
        maps[1].ColumnNames.Should().Equal(maps[0].RowNames);
        maps[^1].RowNames.Should().Equal("y");
        maps[0].Values[1, 2].Should().Be(Models.Small.GetWeights(0)[1, 2]);
    }

    [Theory]
    [InlineData(0, 1, "0")]
    [InlineData(0.004, 1, "\u22480")]
    [InlineData(-0.25, 1, "\u22120.25")]
    [InlineData(12.34, 20, "12.3")]
    [InlineData(-123.4, 200, "\u2212123")]
    [InlineData(2e-5, 3e-5, "2e\u22125")]
    [InlineData(12345, 20000, "1.2e4")]
    public void Number_IsShort(double value, double largest, string expected) =>
        WeightPanel.Number(value, largest).Should().Be(expected);

    [Theory]
    [InlineData(332)]
    [InlineData(612)]
    public void Panel_OfEveryModel_FitsItsRoom(int width)
    {
        foreach ((string name, NeuronPursuitModel model) in Models.All)
        {
            IReadOnlyList<WeightMap> maps = WeightMap.Of(model, new PlotOptions(), 60, (width - 110) / 5);
            foreach (WeightMap map in maps)
            {
                var panel = new WeightPanel(map, map.Layer == maps.Count - 1, PlotPalette.Light, width);

                panel.Width.Should().BeLessThanOrEqualTo(width + 0.5f, name);
                panel.Cell(map.Rows.Count - 1, map.Columns.Count - 1).Right.Should().BeLessThanOrEqualTo(panel.Width, name);
                panel.Cell(map.Rows.Count - 1, 0).Bottom.Should().BeLessThanOrEqualTo(panel.Height, name);
                panel.CellWidth.Should().BeGreaterThan(4, name);
            }
        }
    }

    private static WeightMap Map(int rows, int columns) => new(0, Weights, ["a", "b"], ["p", "q", "r", "s"], rows, columns);
}
