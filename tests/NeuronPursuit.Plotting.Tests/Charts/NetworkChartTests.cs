namespace NeuronPursuit.Plotting.Tests.Charts;

public class NetworkChartTests
{
    [Fact]
    public void Description_Counts_AgreeWithTheirNouns()
    {
        double[,] X = { { -1 }, { 0 }, { 1 }, { 2 } };
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(2).WithMaxIterations(1).Fit(X, [0.0, 0, 1, 2]);

        model.PlotNetwork().Description.Should().StartWith("Drawing of a network with 1 input, a hidden layer of 1 neuron and 1 output.");
        Models.Deep.PlotNetwork().Description.Should().Contain(" inputs, hidden layers of ").And.Contain(" neurons and 1 output.");
    }
}
