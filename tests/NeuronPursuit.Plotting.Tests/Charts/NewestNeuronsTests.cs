namespace NeuronPursuit.Plotting.Tests.Charts;

public class NewestNeuronsTests
{
    [Fact]
    public void Growth_OfAGrownHistory_IsTheLast() =>
        OfLast(Histories.Grown())!.Number.Should().Be(3);

    [Fact]
    public void Growth_WhereAnEarlierNetworkIsKept_IsThatOfTheKeptOne()
    {
        PursuitIteration[] history = Histories.Grown(0.9, 0.2, 0.3);

        NewestNeurons.Growth(history, history[1])!.Number.Should().Be(2);
    }

    [Fact]
    public void Growth_BeforeARefit_IsStillTheNewest() =>
        OfLast([.. Histories.Grown(0.9, 0.5, 0.3), Histories.Iteration(4, PursuitIterationKind.Refit, [0, 0], [4, 1])])!.Number.Should().Be(3);

    [Fact]
    public void Growth_BeforeNeuronsWereRemoved_IsNotKnown() =>
        OfLast([.. Histories.Grown(), Histories.Iteration(4, PursuitIterationKind.Pruning, [-1, 0], [3, 1])]).Should().BeNull();

    [Fact]
    public void Growth_OfARefitOfASmallerNetwork_IsNotKnown() =>
        OfLast([.. Histories.Grown(), Histories.Iteration(4, PursuitIterationKind.Refit, [0, 0], [2, 1])]).Should().BeNull();

    [Fact]
    public void Growth_OfNothingButAFirstFit_IsNone()
    {
        OfLast(Histories.Grown()[..1]).Should().BeNull();
        NewestNeurons.Growth([], null).Should().BeNull();
    }

    [Fact]
    public void CountPerLayer_OfAModel_FollowsItsHistory()
    {
        NeuronPursuitModel model = Models.Small;

        int[] newest = NewestNeurons.CountPerLayer(model, 0);

        newest.Should().Equal(model.History[^1].AddedNeurons);
        newest.Sum().Should().BePositive();
    }

    [Fact]
    public void CountPerLayer_OfAnotherNetworkThanTheFirst_IsNone() =>
        NewestNeurons.CountPerLayer(Models.Bag, 1).Should().OnlyContain(count => count == 0);

    private static PursuitIteration? OfLast(PursuitIteration[] history) => NewestNeurons.Growth(history, history[^1]);
}
