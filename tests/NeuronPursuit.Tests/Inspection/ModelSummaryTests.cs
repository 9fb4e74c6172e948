namespace NeuronPursuit.Tests.Inspection;

/// <summary>Approved texts of the summary, the table of iterations and the curve.</summary>
public class ModelSummaryTests
{
    private static readonly PursuitIteration[] Plain = [Iteration(1, [1, 1], 0.5, null), Iteration(2, [2, 1], 0.25, null)];

    private static readonly PursuitIteration[] Validated =
        [Iteration(1, [1], 0.5, 0.6), Iteration(2, [2], 0.25, 0.40625), Iteration(3, [10], 0.125, 0.5)];

    [Fact]
    public void Summary_PlainModel_IsTheApprovedText() =>
        Of([3, 2, 1, 1], Plain, ModelPreprocessing.None(3)).Summary().Should().Be("""
            inputs          3 columns
            outputs         1
            network         3-2-1-1, ReLU, 9 parameters
            stopped         TargetReached: The relative training error reached the target error.
            iterations      2, 200 evaluations of loss and gradient
            training error  0.25
            """);

    [Fact]
    public void Summary_EverythingThatThereIs_IsTheApprovedText()
    {
        InputColumn[] columns =
        [
            new(0, NetworkInputKind.Value, 281, 104) { Clip = 5, WhereMissing = 0 },
            new(1, NetworkInputKind.Value, -20, 0.5) { Clip = 5, WhereMissing = 0 },
            new(1, NetworkInputKind.Rank, 0.5, 0.25) { Curve = new RankCurve([1, 2], [0.2, 0.5]) },
            new(1, NetworkInputKind.Missing, 0, 1) { WhereMissing = 1 },
        ];
        NeuronPursuitModel model = TestModels.Repeat(
            Of([5, 2, 1], Validated, new ModelPreprocessing(new InputMap(columns), true, new ColumnScaling([1], [2]))), 2);

        model.Summary().Should().Be("""
            inputs          2 columns, standardised, limited to +-5, missing values filled in, 1 also as ranks, 1 with a mark where they are missing, intercept
            outputs         1, standardised
            network 1       5-2-1, ReLU, 12 parameters
            network 2       5-2-1, ReLU, 12 parameters
            prediction      mean of 2 networks, 24 parameters
            stopped         the first network by TargetReached
            iterations      3, number 2 kept, 300 evaluations of loss and gradient (network 1)
            training error  0.25 (network 1)
            held-out error  0.4062 (network 1)
            """);
    }

    [Fact]
    public void ToString_OfModels_IsOneLine()
    {
        Of([3, 2, 1, 1], Plain, ModelPreprocessing.None(3)).ToString().Should().Be(
            "NeuronPursuitModel: 3 columns to 1 output, network 3-2-1-1, ReLU, 9 parameters, TargetReached after 2 iterations, training error 0.25");
        TestModels.Repeat(Of([1, 2, 2], Validated, ModelPreprocessing.None(1)), 3).ToString().Should().Be(
            "NeuronPursuitModel: 1 column to 2 outputs, mean of 3 networks, 18 parameters, TargetReached after 3 iterations, training error 0.25, held-out error 0.4062");
        TestModels.Plain([2, 1, 1], [1, 2, 3]).ToString().Should().Be(
            "NeuronPursuitModel: 2 columns to 1 output, network 2-1-1, ReLU, 3 parameters, MaxIterations without iterations");
    }

    [Fact]
    public void ToString_OfAClassifier_NamesTheFirstLabels()
    {
        var model = new NeuronPursuitModel(
            new FittedNetworks([NetworkOf([2, 1, 6])], ModelPreprocessing.None(2), OutputLink.Softmax), [], PursuitStopReason.TargetReached);

        new NeuronPursuitClassifier<int>(model, [1, 2, 3, 4, 5, 6]).ToString().Should().StartWith(
            "NeuronPursuitClassifier of 6 classes (1, 2, 3, 4, 5, ...): 2 columns to 6 outputs, ").And.NotContain("\n");
    }

    [Fact]
    public void ToString_OfIterations_WritesShortNumbers()
    {
        Iteration(1, [1], 0.66612, 0.012).ToString().Should().EndWith("relative error 6.66e-1, held out 1.20e-2");
        Iteration(1, [1], 1234.5, null).ToString().Should().EndWith("relative error 1.23e3");
        Iteration(1, [1], 0, null).ToString().Should().EndWith("relative error 0.00e0");
        Iteration(1, [1], 1e-200, null).ToString().Should().EndWith("relative error 1.00e-200");
        Iteration(1, [1], double.NaN, null).ToString().Should().EndWith("relative error NaN");
    }

    [Fact]
    public void Summary_OutputWithoutAScale_IsShifted() =>
        Of([1, 1, 1], Plain, new ModelPreprocessing(InputMap.Identity(1), false, new ColumnScaling([3], [1]))).Summary()
            .Should().Contain("outputs         1, shifted\n");

    [Fact]
    public void Summary_WithoutHistoryAndOfProbabilities_SaysSo()
    {
        var model = new NeuronPursuitModel(
            new FittedNetworks([NetworkOf([2, 1, 3])], ModelPreprocessing.None(2), OutputLink.Softmax), [], PursuitStopReason.TargetReached);

        model.Summary().Should().Be("""
            inputs   2 columns
            outputs  3, probabilities that sum to 1
            network  2-1-3, ReLU, 5 parameters
            stopped  TargetReached: The relative training error reached the target error.
            """);
    }

    [Fact]
    public void Summary_TrainedAgainAtTheEnd_GivesTheLastErrors()
    {
        PursuitIteration refit = Iteration(4, [2], 0.2, 0.4375) with { Kind = PursuitIterationKind.Refit };

        Of([1, 2, 1], [.. Validated, refit], ModelPreprocessing.None(1)).Summary()
            .Should().Contain("iterations      4, 400 eval").And.Contain("training error  0.2\n");
    }

    [Fact]
    public void ToText_History_IsTheApprovedText()
    {
        Plain.ToText().Should().Be("""
            #  kind      widths      NCF    error     loss  evaluations  training
            1  FirstFit  1/1     5.00e-1  5.00e-1  2.50e-1          100
            2  Neuron    2/1     5.00e-1  2.50e-1  6.25e-2          100
            """);
        Validated.ToText().Should().Be("""
            #  kind      widths      NCF    error  held out     loss  evaluations  training
            1  FirstFit  1       5.00e-1  5.00e-1   6.00e-1  2.50e-1          100
            2  Neuron    2       5.00e-1  2.50e-1   4.06e-1  6.25e-2          100
            3  Neuron    10      5.00e-1  1.25e-1   5.00e-1  1.56e-2          100
            """);
    }

    [Fact]
    public void LearningCurve_History_IsProjected()
    {
        IReadOnlyList<LearningCurvePoint> curve = Of([3, 2, 1, 1], Plain, ModelPreprocessing.None(3)).LearningCurve();

        curve.Should().Equal(
            new LearningCurvePoint(1, 2, 3 + 1 + 1, 0.5, null, 0.25, 100, TimeSpan.FromSeconds(0.25)),
            new LearningCurvePoint(2, 3, 6 + 2 + 1, 0.25, null, 0.0625, 200, TimeSpan.FromSeconds(0.5)));
    }

    [Fact]
    public void ToCsv_Curve_IsTheApprovedText() =>
        Of([2, 10, 1], Validated, ModelPreprocessing.None(2)).LearningCurve().ToCsv().Should().Be("""
            iteration,neurons,parameters,training_error,validation_error,loss,evaluations,seconds
            1,1,3,0.5,0.6,0.25,100,0.25
            2,2,6,0.25,0.40625,0.0625,200,0.5
            3,10,30,0.125,0.5,0.015625,300,0.75

            """);

    [Fact]
    public void ToCsv_NothingHeldOut_LeavesTheFieldEmpty() =>
        Of([3, 2, 1, 1], Plain, ModelPreprocessing.None(3)).LearningCurve().ToCsv().Should().Contain("\n1,2,5,0.5,,0.25,100,0.25\n");

    [Fact]
    public void LearningCurve_OfAFit_EndsAtTheModel()
    {
        (double[,] X, double[] y) = Problems.Gaussian(80, 3, 1, x => Math.Abs(x[0]) - x[1]);
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithIntercept().WithMaxIterations(3).Fit(X, y);

        LearningCurvePoint last = model.LearningCurve()[^1];

        (last.Parameters, last.Neurons, last.TrainingError).Should().Be((model.ParameterCount, model.HiddenWidths.Sum(), model.History[^1].TrainingError));
        last.Evaluations.Should().Be(model.History.Sum(iteration => iteration.Evaluations));
    }

    private static PursuitIteration Iteration(int number, int[] widths, double error, double? heldOut) => new()
    {
        Number = number,
        Kind = number == 1 ? PursuitIterationKind.FirstFit : PursuitIterationKind.Neuron,
        AddedNeurons = widths,
        CorrelationValue = 0.5,
        TrainingError = error,
        ValidationError = heldOut,
        Loss = error * error,
        HiddenWidths = widths,
        Evaluations = 100,
        Elapsed = TimeSpan.FromSeconds(0.25 * number),
    };

    private static NeuronPursuitModel Of(int[] widths, PursuitIteration[] history, ModelPreprocessing preprocessing) =>
        new(new FittedNetworks(NetworkOf(widths), preprocessing), history, PursuitStopReason.TargetReached);

    private static Network NetworkOf(int[] widths)
    {
        var shape = new NetworkShape(widths, HomogeneousActivation.ReLU);
        return new Network(shape, new double[shape.ParameterCount]);
    }
}
