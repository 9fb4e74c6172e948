using QuickStart;

namespace NeuronPursuit.Tests.Samples;

public class ReadableNetworkTests
{
    [Fact]
    public void Describe_WithUnevenScales_MovesThemIntoTheFirstLayer()
    {
        // 4 relu(0.5 relu(x1 - 0.0001 x2) - relu(-3 x2)) = relu(2 relu(x1) - 4 relu(-3 x2))
        NeuronPursuitModel model = TestModels.Plain([2, 2, 1, 1], [1, -0.0001, 0, -3, 0.5, -1, 4]);

        ReadableNetwork.Describe(model).Should().Equal(
            "a1 = relu(2.000 x1)",
            "a2 = relu(-12.000 x2)",
            "b1 = relu(1.000 a1 - 1.000 a2)",
            "f(x) = 1.000 b1");
    }

    [Fact]
    public void Describe_WithADeadNeuron_WritesZero()
    {
        NeuronPursuitModel model = TestModels.Plain([1, 1, 1], [3, 0]);

        ReadableNetwork.Describe(model).Should().Equal("a1 = relu(3.000 x1)", "f(x) = 0");
    }
}
