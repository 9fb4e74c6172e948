using QuickStart;

namespace NeuronPursuit.Tests.Samples;

public class FunctionRecoveryTests
{
    [Fact]
    public void Run_OnItsSeed_RecoversTheFunctionInTwoIterations()
    {
        var seen = new List<int>();

        FunctionRecoveryResult result = FunctionRecovery.Run(
            FunctionRecovery.RecoveringSeed, new InlineProgress<PursuitIteration>(iteration => seen.Add(iteration.Number)));

        result.TestError.Should().BeLessThan(1e-3);
        result.Model.HiddenWidths.Should().Equal(2, 1);
        result.Model.History.Should().HaveCount(2);
        seen.Should().Equal(1, 2);

        // The other neuron's weights are not determined by vertices of the cube.
        string[] lines = result.Model.ToFormula(negligible: 1e-3).Split('\n');
        lines.Should().HaveCount(4).And.ContainInOrder("a1 = relu(2.000 x1 + 1.000 x3)", "b1 = relu(1.000 a1 - 1.000 a2)", "f(x) = 1.000 b1");
        File.ReadAllText(Path.Combine(Architecture.Repository.Root, "samples", "QuickStart", "README.md")).Should().ContainAll(lines[0], lines[2], lines[3]);
    }

    [Theory]
    [InlineData(1, 1, 1, 3)]
    [InlineData(1, 1, -1, 1)]
    [InlineData(1, -1, 1, 1)]
    [InlineData(1, -1, -1, 1)]
    [InlineData(-1, 1, 1, 0)]
    [InlineData(-1, -1, 1, 0)]
    public void Target_AtAVertex_IsThatOfThePaper(double x1, double x2, double x3, double expected) =>
        FunctionRecovery.Target(x1, x2, x3).Should().Be(expected);
}
