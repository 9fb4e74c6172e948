using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests;

/// <summary>One sample and a batch take different kernels that sum in the same order.</summary>
public sealed class BatchPredictionTests
{
    public static TheoryData<int, int, double, int, int[]> Cases => new()
    {
        { 1, 0, 0, 1, [1, 1, 1] },
        { 7, 0, 0, 1, [50, 6, 3, 1] },
        { 1025, 0, 0.5, 1, [9, 7, 5, 3] },
        { 3000, 1, 0, 2, [5, 13, 2] },
        { 20_001, 1, -0.5, 3, [4, 3, 2, 1] },
        { 100, 0, 0, 1, [3, 150, 2] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void PredictAll_AnyShape_HasTheBitsOfSinglePredictions(
        int samples, int intercept, double slope, int power, int[] widths)
    {
        int[] inner = [widths[0] + intercept, .. widths[1..]];
        var problem = new KernelProblem<double>(samples, widths, HomogeneousActivation.Create(slope, power), threads: 1);
        var shape = new NetworkShape(inner, problem.Shape.Activation);
        double[] weights = new double[shape.ParameterCount];
        new RandomStream(3).FillUnitSphere(weights);
        var inputs = new ColumnScaling([.. Enumerable.Repeat(0.3, widths[0])], [.. Enumerable.Repeat(1.7, widths[0])]);
        var targets = new ColumnScaling([.. Enumerable.Repeat(-2.0, widths[^1])], [.. Enumerable.Repeat(0.1, widths[^1])]);
        var fitted = new FittedNetworks(
            new Network(shape, weights), new ModelPreprocessing(InputMap.Of(inputs), intercept == 1, targets));
        var model = new NeuronPursuitModel(fitted, [], PursuitStopReason.MaxIterations);

        double[,] batch = model.PredictAll(problem.X);

        double[] single = new double[widths[^1]];
        for (int i = 0; i < samples; i++)
        {
            model.Predict(problem.X.GetRowSpan(i), single);
            batch.GetRowSpan(i).SequenceEqual(single).Should().BeTrue("row {0} is the same sample", i);
        }
    }
}
