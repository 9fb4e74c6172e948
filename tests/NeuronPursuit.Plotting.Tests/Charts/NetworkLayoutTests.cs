namespace NeuronPursuit.Plotting.Tests.Charts;

public class NetworkLayoutTests
{
    public static TheoryData<string, int> Sizes => new MatrixTheoryData<string, int>(Models.All.Select(pair => pair.Name), [332, 612]);

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Nodes_OfEveryModel_LieInsideAndApart(string name, int width)
    {
        NetworkLayout layout = Layout(Models.All.Single(pair => pair.Name == name).Model, new PlotOptions(), width);
        NetworkNode[] nodes = [.. layout.Layers.SelectMany(layer => layer)];

        nodes.Should().OnlyContain(node =>
            node.X - layout.Radius >= 0 && node.X + layout.Radius <= width
            && node.Y - layout.Radius >= NetworkLayout.Header - 1 && node.Y + layout.Radius <= layout.Height + 1);
        foreach (IReadOnlyList<NetworkNode> layer in layout.Layers)
        {
            layer.Zip(layer.Skip(1)).Should().NotContain(pair => pair.Second.Y - pair.First.Y < 2 * layout.Radius);
        }

        layout.Layers.Zip(layout.Layers.Skip(1))
            .Should().OnlyContain(pair => pair.Second[0].X - pair.First[0].X > 2 * layout.Radius);
    }

    [Fact]
    public void Nodes_OfAGrownModel_TheLastOnesOfTheirLayerAreTheNewest()
    {
        NeuronPursuitModel model = Models.Small;
        IReadOnlyList<int> added = model.History[^1].AddedNeurons;

        NetworkLayout layout = Layout(model, new PlotOptions(), 612);

        for (int layer = 1; layer < layout.Layers.Count - 1; layer++)
        {
            layout.Layers[layer].Where(node => node.IsNewest).Select(node => node.Index)
                .Should().Equal(Enumerable.Range(model.HiddenWidths[layer - 1] - added[layer - 1], added[layer - 1]));
        }

        layout.Layers[0].Concat(layout.Layers[^1]).Should().NotContain(node => node.IsNewest);
    }

    [Fact]
    public void Edges_WidthAndWeight_GrowTogetherInALayer()
    {
        NetworkLayout layout = Layout(Models.Deep, new PlotOptions(), 612);

        foreach (IGrouping<int, NetworkEdge> layer in layout.Edges.GroupBy(edge => edge.From.Layer))
        {
            layer.OrderBy(edge => Math.Abs(edge.Weight)).Select(edge => edge.Width).Should().BeInAscendingOrder();
        }

        layout.Edges.Max(edge => edge.Width).Should().BeGreaterThan(5);
    }

    [Theory]
    [InlineData("small")]
    [InlineData("large")]
    public void Edges_ShownAndLeftOut_AreAllWeightsBetweenShownNodes(string name)
    {
        NeuronPursuitModel model = Models.All.Single(pair => pair.Name == name).Model;

        NetworkLayout layout = Layout(model, new PlotOptions(), 612);

        int zeros = 0;
        int all = 0;
        for (int layer = 0; layer < model.Depth; layer++)
        {
            double[,] weights = model.GetWeights(layer);
            foreach (NetworkNode from in layout.Layers[layer])
            {
                foreach (NetworkNode to in layout.Layers[layer + 1])
                {
                    all++;
                    zeros += weights[to.Index, from.Index] == 0 ? 1 : 0;
                }
            }
        }

        (layout.Edges.Count + layout.FadedCount + layout.ThinnedCount + zeros).Should().Be(all);
    }

    [Fact]
    public void Nodes_OfAWideModel_AreTheInputsThatMatter()
    {
        NetworkLayout layout = Layout(Models.Wide, new PlotOptions { MaxNodes = 5 }, 612);

        layout.Layers[0].Should().HaveCount(5);
        layout.Layers[0].Select(node => node.Name).Should().Contain(["x1", "x2", "x3"]);
        layout.Total[0].Should().Be(200);
    }

    [Fact]
    public void Nodes_Names_AreThoseOfColumnsAndOutputs()
    {
        NetworkLayout layout = Layout(
            Models.OnTable, new PlotOptions { ColumnNames = Models.TableColumns, OutputNames = ["strength"] }, 612);

        layout.Layers[0].Select(node => node.Name).Should().Equal("age", "water per cement", "superplasticizer", "temperature", "rank(age)", "1");
        layout.Layers[^1].Single().Name.Should().Be("strength");
        layout.Layers[1][0].Name.Should().Be("a1");
    }

    private static NetworkLayout Layout(NeuronPursuitModel model, PlotOptions options, float width) =>
        new(model, options, width, most => Math.Max(180, (22 * most) + NetworkLayout.Header), name => 7 * name.Length);
}
