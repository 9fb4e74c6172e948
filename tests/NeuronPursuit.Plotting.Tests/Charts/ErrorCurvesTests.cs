namespace NeuronPursuit.Plotting.Tests.Charts;

public class ErrorCurvesTests
{
    [Fact]
    public void Marks_OfAGrownHistory_SayWhatEachLayerGot()
    {
        var curves = new ErrorCurves(Histories.Grown());

        curves.Marks.Should().Equal(
            new GrowthMark(1, 0, PursuitIterationKind.FirstFit, 1),
            new GrowthMark(1, 1, PursuitIterationKind.FirstFit, 1),
            new GrowthMark(2, 0, PursuitIterationKind.Neuron, 1),
            new GrowthMark(3, 0, PursuitIterationKind.SeveralNeurons, 2));
        curves.HasWholeNetworkMarks.Should().BeFalse();
        (curves.First, curves.Last, curves.LayerCount).Should().Be((1, 3, 2));
    }

    [Theory]
    [InlineData(PursuitIterationKind.Refit)]
    [InlineData(PursuitIterationKind.Inputs)]
    [InlineData(PursuitIterationKind.Pruning)]
    public void Marks_OfAnIterationThatAddsNoNeuron_BelongToTheWholeNetwork(PursuitIterationKind kind)
    {
        var curves = new ErrorCurves([.. Histories.Grown(), Histories.Iteration(4, kind, [0, 0], [4, 1])]);

        curves.Marks[^1].Should().Be(new GrowthMark(4, GrowthMark.WholeNetwork, kind, 0));
        curves.HasWholeNetworkMarks.Should().BeTrue();
    }

    [Fact]
    public void Axis_HoldsAllErrors_AndIsNeverShorterThanAFactorOfTwo()
    {
        PursuitIteration[] flat = [.. Enumerable.Range(1, 4).Select(number =>
            Histories.Iteration(number, PursuitIterationKind.Neuron, [1], [number], 0.3 + (number * 1e-6)))];

        var grown = new ErrorCurves(Histories.Grown(0.9, 0.05, 0.3));
        var narrow = new ErrorCurves(flat);

        grown.Low.Should().BeLessThan(Math.Log10(0.05));
        grown.High.Should().BeGreaterThan(Math.Log10(0.9));
        (narrow.High - narrow.Low).Should().BeGreaterThanOrEqualTo(Math.Log10(2) - 1e-9);
    }

    [Fact]
    public void Position_OfAnErrorOfZero_IsBelowAllOthersAndOnTheAxis()
    {
        PursuitIteration[] history = [.. Histories.Grown(), Histories.Iteration(4, PursuitIterationKind.Neuron, [1, 0], [5, 1], 0)];

        var curves = new ErrorCurves(history);

        curves.HasZero.Should().BeTrue();
        curves.Position(0).Should().BeLessThan(curves.Position(0.2)).And.BeGreaterThan(curves.Low);
    }

    [Fact]
    public void Points_NotFinite_AreLeftOut()
    {
        PursuitIteration[] history = [.. Histories.Grown(), Histories.Iteration(4, PursuitIterationKind.Neuron, [1, 0], [5, 1], double.NaN)];

        new ErrorCurves(history).Training.Select(point => point.Iteration).Should().Equal(1, 2, 3);
    }

    [Fact]
    public void Sign_OfEveryKind_IsItsOwn()
    {
        PursuitIterationKind[] kinds = Enum.GetValues<PursuitIterationKind>();

        kinds.Select(kind => ErrorChart.Sign(kind).Shape).Should().OnlyHaveUniqueItems();
        kinds.Select(kind => ErrorChart.Sign(kind).Words).Should().OnlyHaveUniqueItems();
    }
}
