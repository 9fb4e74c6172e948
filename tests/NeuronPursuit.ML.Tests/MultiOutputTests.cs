using Microsoft.ML;
using Microsoft.ML.Data;
using NeuronPursuit.ML.Tests.Support;

namespace NeuronPursuit.ML.Tests;

public class MultiOutputTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void Transform_VectorLabel_AddsWhatTheCorePredicts()
    {
        Row[] rows = Rows.Create();
        NeuronPursuitModel core = Rows.QuickBuilder().Fit(Rows.X(rows), Y(rows));

        IDataView scored = Trainer().Fit(Rows.View(_mlContext, rows)).Transform(Rows.View(_mlContext, rows));

        double[,] expected = core.PredictAll(Rows.X(rows));
        float[][] scores = [.. scored.GetColumn<float[]>("Score")];
        for (int row = 0; row < rows.Length; row++)
        {
            scores[row].Should().Equal((float)expected[row, 0], (float)expected[row, 1]);
        }

        scored.Schema["Score"].Type.Should().Be(new VectorDataViewType(NumberDataViewType.Single, 2));
        scored.Schema.Select(column => column.Name).Should().NotContain("PredictedLabel");
    }

    [Fact]
    public void Transform_LabelOfNamedColumns_NamesTheSlotsOfTheScore()
    {
        IDataView penguins = PenguinTable.Known(_mlContext, "BillLength");
        IEstimator<ITransformer> pipeline = PenguinTable.Features(_mlContext, "BillLength", "BillDepth")
            .Append(_mlContext.Transforms.Concatenate("Bill", "BillLength", "BillDepth"))
            .Append(_mlContext.Regression.Trainers.NeuronPursuit("Bill", configure: PenguinTable.Quick));

        IDataView scored = pipeline.Fit(penguins).Transform(penguins);

        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["Score"].GetSlotNames(ref names);
        names.DenseValues().Select(name => name.ToString()).Should().Equal("BillLength", "BillDepth");
        _mlContext.Regression.EvaluateMultiOutput(scored, "Bill").Should().OnlyContain(metrics => metrics.RSquared > 0.6);
    }

    [Fact]
    public void Fit_WithWeights_IsTheWeightedFitOfTheCore()
    {
        Row[] rows = Rows.Create();
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row].Weight = row % 2;
        }

        double[] weights = [.. rows.Select(row => (double)row.Weight)];
        NeuronPursuitModel core = Rows.QuickBuilder().Fit(Rows.X(rows), Y(rows), weights);

        Trainer("Weight").Fit(Rows.View(_mlContext, rows)).Model.PredictAll(Rows.X(rows)).Should().BeEquivalentTo(
            core.PredictAll(Rows.X(rows)), options => options.WithStrictOrdering());
    }

    [Fact]
    public void EvaluateMultiOutput_KnownErrors_AreThoseOfEveryOutput()
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(new[]
        {
            new Scored { Label = [1, 10], Score = [2, 10] },
            new Scored { Label = [3, 30], Score = [2, 20] },
        });

        IReadOnlyList<RegressionErrors> metrics = _mlContext.Regression.EvaluateMultiOutput(data);

        metrics.Select(output => output.RootMeanSquaredError).Should().Equal(1, Math.Sqrt(50));
        metrics.Select(output => output.MeanAbsoluteError).Should().Equal(1, 5);
        metrics.Select(output => output.RSquared).Should().Equal(0, 0.5);
    }

    [Theory]
    [InlineData("Label", "Nothing", "There is no column 'Nothing'.*")]
    [InlineData("Number", "Score", "Column 'Number' is Single, but a vector of Single of known size is expected.*Evaluate.*")]
    [InlineData("Label", "Three", "Column 'Three' is Vector<Single, 3>, but column 'Label' is Vector<Single, 2>.*")]
    public void EvaluateMultiOutput_ColumnsThatDoNotFit_AreNamed(string label, string score, string message)
    {
        IDataView data = _mlContext.Data.LoadFromEnumerable(new[] { new Scored() });

        FluentActions.Invoking(() => _mlContext.Regression.EvaluateMultiOutput(data, label, score))
            .Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void EvaluateMultiOutput_NoRows_SaysSo() => FluentActions
        .Invoking(() => _mlContext.Regression.EvaluateMultiOutput(_mlContext.Data.LoadFromEnumerable(Array.Empty<Scored>())))
        .Should().Throw<ArgumentException>().WithMessage("The data have no rows, so column 'Score' cannot be evaluated.*");

    private static float[,] Y(Row[] rows)
    {
        float[,] matrix = new float[rows.Length, 2];
        for (int row = 0; row < rows.Length; row++)
        {
            (matrix[row, 0], matrix[row, 1]) = (rows[row].Labels[0], rows[row].Labels[1]);
        }

        return matrix;
    }

    private NeuronPursuitTrainer Trainer(string? weights = null) =>
        _mlContext.Regression.Trainers.NeuronPursuit("Labels", "Features", Rows.Quick, weights);

    private sealed class Scored
    {
        public float Number { get; set; }

        [VectorType(2)]
        public float[] Label { get; set; } = [0, 0];

        [VectorType(2)]
        public float[] Score { get; set; } = [0, 0];

        [VectorType(3)]
        public float[] Three { get; set; } = [0, 0, 0];
    }
}
