namespace NeuronPursuit.Tests.Pursuit;

/// <summary>The correlations of all restarts in the history.</summary>
public class CorrelationHistoryTests
{
    private static readonly (double[,] X, double[] y) Data = Problems.Gaussian(150, 4, 2, x => Math.Abs(x[0]) - x[1] * x[2]);

    public static TheoryData<bool> Recipes => [false, true];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Correlations_OfAPursuit_HoldEveryRestartOfEveryLayer(bool paper)
    {
        NeuronPursuitModel model = Builder(paper).WithRestarts(4).WithMaxIterations(4).WithTargetError(0).Fit(Data.X, Data.y);

        model.History.Should().HaveCountGreaterThan(2);
        model.History[0].Correlations.Should().ContainSingle().Which.HiddenLayer.Should().BeNull();
        model.History[0].Correlations[0].Values[0].Should().Be(model.History[0].CorrelationValue);
        foreach (PursuitIteration iteration in model.History.Skip(1))
        {
            iteration.Correlations.Take(2).Select(searched => searched.HiddenLayer).Should().Equal(0, 1);
            iteration.Correlations.Should().OnlyContain(searched => searched.Values.Count == 4);
            int grown = iteration.AddedNeurons.ToList().FindIndex(added => added > 0);
            int? searchedLayer = iteration.Kind == PursuitIterationKind.Chain ? null : grown;
            iteration.Correlations.Single(searched => searched.HiddenLayer == searchedLayer).Values[0].Should().Be(iteration.CorrelationValue);
            foreach (LayerCorrelations searched in iteration.Correlations)
            {
                searched.Values.Should().BeInDescendingOrder();
            }

            if (iteration.Kind == PursuitIterationKind.Neuron)
            {
                iteration.Correlations.Take(2).Max(searched => searched.Values[0]).Should().Be(iteration.CorrelationValue, "lines 23-26");
            }
        }
    }

    [Fact]
    public void Correlations_Values_AreThoseOfTheObjective()
    {
        NeuronPursuitModel model = Builder(paper: true).WithRestarts(10).WithMaxIterations(1).WithSeed(5).Fit(Data.X, Data.y);
        ulong seed = RandomStream.Derive(RandomStream.Derive(5, 1), 0);

        IReadOnlyList<KktPoint> points = new ProjectedGradientAscent(0.2, 50).Maximize(
            TestObjects.NetworkCorrelation(Data.X, Matrices.Column(Data.y), 3, HomogeneousActivation.ReLU), new NcfSearch(10, seed), CancellationToken.None);

        model.History[0].Correlations[0].Values.Should().Equal(points.Select(point => point.Value));
    }

    [Fact]
    public void Correlations_TriedChain_IsAmongThem()
    {
        // Deep linear networks grow by chains alone (D.3).
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithActivation(HomogeneousActivation.Linear).WithMaxIterations(3).Fit(
            Data.X, TwoOutputs());

        PursuitIteration chain = model.History.First(iteration => iteration.Kind == PursuitIterationKind.Chain);

        chain.Correlations.Select(searched => searched.HiddenLayer).Should().Equal(0, 1, null);
        chain.Correlations[2].Values[0].Should().Be(chain.CorrelationValue);
    }

    [Fact]
    public void Correlations_NothingMaximised_AreEmpty()
    {
        NeuronPursuitModel plain = new NeuronPursuitBuilder().WithFixedWidths([2], 0.1).WithMaxIterations(1).Fit(Data.X, Data.y);
        NeuronPursuitModel pruned = Builder(paper: false).WithMaxIterations(2).Fit(Data.X, Data.y).Prune(Data.X, Data.y);

        plain.History.Should().OnlyContain(iteration => iteration.Correlations.Count == 0);
        pruned.History.Where(iteration => iteration.Kind is PursuitIterationKind.Pruning or PursuitIterationKind.Refit)
            .Should().OnlyContain(iteration => iteration.Correlations.Count == 0);
    }

    [Fact]
    public void Correlations_WithValidation_AreKept() =>
        Builder(paper: false).WithValidation(0.2, 2).WithMaxIterations(3).Fit(Data.X, Data.y).History
            .Should().OnlyContain(iteration => iteration.Correlations.Count > 0);

    private static NeuronPursuitBuilder Builder(bool paper) => paper ? TinyPaper.Builder() : new NeuronPursuitBuilder();

    private static double[,] TwoOutputs()
    {
        double[,] Y = new double[150, 2];
        for (int row = 0; row < 150; row++)
        {
            (Y[row, 0], Y[row, 1]) = (3 * Data.X[row, 0], Data.X[row, 1] - Data.X[row, 2]);
        }

        return Y;
    }
}
