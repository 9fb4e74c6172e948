namespace NeuronPursuit.Tests.Inspection;

public class InputImportancesTests
{
    [Fact]
    public void InputImportances_LinearFunction_AreItsCoefficientsTimesSpreads()
    {
        NeuronPursuitModel model = TestModels.Plain([3, 1, 1], [1, -3, 0, 2], HomogeneousActivation.Linear);
        double[,] X = { { 10, 0, 5 }, { 30, 2, 5 }, { 10, 2, 5 }, { 30, 0, 5 } };

        model.InputImportances().Should().BeEquivalentTo([0.25, 0.75, 0], Near());
        model.InputImportances(X).Should().BeEquivalentTo([10.0 / 13, 3.0 / 13, 0], Near(), "the spreads are 10 and 1");
    }

    /// <summary>Depth 2, p = 1: norms of the columns of diag(b) W_1.</summary>
    [Fact]
    public void InputImportances_OneHiddenLayer_AreNormsOfWeightedColumns()
    {
        NeuronPursuitModel model = TestModels.Plain([2, 2, 1], [3, 1, -1, 2, 0.5, 4]);
        double first = Math.Sqrt(1.5 * 1.5 + 4 * 4);
        double second = Math.Sqrt(0.5 * 0.5 + 8 * 8);

        model.InputImportances().Should().BeEquivalentTo([first / (first + second), second / (first + second)], Near());
    }

    [Fact]
    public void InputImportances_RescaledNeurons_StayTheSame()
    {
        // c = 3 for the first neuron and 0.2 for the third: incoming times c, outgoing over c^2.
        double[] before = [1, 2, -1, 0.5, 0.3, 0.7, 1, -2, 0.5, 0.6, 0.1, 2, 0.4, -1];
        double[] after = [3, 6, -1, 0.5, 0.06, 0.14, 1 / 9.0, -2, 0.5 / 0.04, 0.6 / 9, 0.1, 2 / 0.04, 0.4, -1];
        double[] expected = TestModels.Plain([2, 3, 2, 1], before, HomogeneousActivation.Square).InputImportances();

        TestModels.Plain([2, 3, 2, 1], after, HomogeneousActivation.Square).InputImportances().Should().BeEquivalentTo(expected, Near());
        expected.Should().OnlyContain(value => value > 0.05);
    }

    [Fact]
    public void InputImportances_PreparedInputs_CountForTheirColumns()
    {
        InputColumn[] columns =
        [
            new(0, NetworkInputKind.Value, 100, 50),
            new(1, NetworkInputKind.Value, 0, 1),
            new(1, NetworkInputKind.Rank, 0.5, 0.25) { Curve = new RankCurve([1, 2, 4], [0.2, 0.5, 0.8]) },
        ];
        // The constant's weight of 100 is none of theirs.
        var network = new Network(new NetworkShape([4, 1, 1], HomogeneousActivation.ReLU), [1, 3, 4, 100, 2]);
        var model = new NeuronPursuitModel(
            new FittedNetworks(network, new ModelPreprocessing(new InputMap(columns), true, null)), [], PursuitStopReason.Stalled);

        model.InputImportances().Should().BeEquivalentTo([1.0 / 6, 5.0 / 6], Near());
    }

    [Fact]
    public void InputImportances_SeveralNetworks_AreTheMean()
    {
        Network Of(params double[] weights) => new(new NetworkShape([2, 1, 1], HomogeneousActivation.ReLU), weights);
        var model = new NeuronPursuitModel(
            new FittedNetworks([Of(1, 1, 1), Of(100, 0, 1), Of(5, 5, 0)], ModelPreprocessing.None(2)), [], PursuitStopReason.Stalled);

        model.InputImportances().Should().BeEquivalentTo([0.75, 0.25], Near(), "the third network says nothing");
    }

    [Fact]
    public void InputImportances_ExtremeWeights_StayFinite()
    {
        NeuronPursuitModel model = TestModels.Plain([2, 2, 1], [1e300, 1e300, 1e-300, 0, 1e300, 1e300], HomogeneousActivation.Create(0, 3));

        model.InputImportances().Should().BeEquivalentTo([0.5, 0.5], Near());
    }

    [Fact]
    public void InputImportances_NoInfluenceAtAll_IsZero() =>
        TestModels.Plain([2, 1, 1], [1, 2, 0]).InputImportances().Should().Equal(0, 0);

    [Fact]
    public void InputImportances_OfAFit_FindTheColumnsThatMatter()
    {
        (double[,] X, double[] y) = Problems.Gaussian(300, 6, 3, x => 3 * x[1] - Math.Abs(x[4]));
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithStandardization().WithIntercept().WithDepth(2).WithMaxIterations(5).Fit(X, y);

        double[] importances = model.InputImportances();

        importances.Sum().Should().BeApproximately(1, 1e-12);
        importances[1].Should().BeGreaterThan(importances[4]);
        (importances[1] + importances[4]).Should().BeGreaterThan(0.9);
    }

    [Fact]
    public void InputImportances_OtherShapes_AreRefused()
    {
        NeuronPursuitModel model = TestModels.Plain([2, 1, 1], [1, 2, 3]);

        model.Invoking(m => m.InputImportances(new double[3, 3])).Should().Throw<ArgumentException>().WithMessage("X has 3 columns but the model was fitted on 2*");
        model.Invoking(m => m.InputImportances(new double[,] { { 1, double.NaN } })).Should().Throw<ArgumentException>();
    }

    private static Func<FluentAssertions.Equivalency.EquivalencyAssertionOptions<double>, FluentAssertions.Equivalency.EquivalencyAssertionOptions<double>> Near() =>
        options => options.WithStrictOrdering().Using<double>(context => context.Subject.Should().BeApproximately(context.Expectation, 1e-12)).WhenTypeIs<double>();
}
