using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetPipeline;
using NeuronPursuit.ML.Tests.Support;

namespace NeuronPursuit.ML.Tests;

public class MulticlassTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void Transform_FittedPipeline_AddsWhatTheCorePredicts()
    {
        Row[] rows = Rows.Create();
        NeuronPursuitClassifier<int> core = Rows.QuickBuilder().FitClassifier(Rows.X(rows), Slots(rows));

        IDataView scored = Pipeline().Fit(Rows.View(_mlContext, rows)).Transform(Rows.View(_mlContext, rows));

        float[][] scores = [.. scored.GetColumn<float[]>("Score")];
        double[,] probabilities = core.PredictProbabilities(Rows.X(rows));
        for (int row = 0; row < rows.Length; row++)
        {
            scores[row].Should().Equal(Enumerable.Range(0, 3).Select(slot => (float)probabilities[row, slot]));
        }

        scored.GetColumn<uint>("PredictedLabel").Should().Equal(core.Predict(Rows.X(rows)).Select(slot => (uint)slot + 1));
        scored.GetColumn<string>("Back").Should().Equal(core.Predict(Rows.X(rows)).Select(slot => Classes(rows)[slot]));
    }

    [Fact]
    public void Transform_FittedPipeline_NamesClassesInScoreAndPredictedLabel()
    {
        Row[] rows = Rows.Create();

        DataViewSchema schema = Pipeline().Fit(Rows.View(_mlContext, rows)).GetOutputSchema(Rows.View(_mlContext, rows).Schema);

        VBuffer<ReadOnlyMemory<char>> names = default, keys = default;
        schema["Score"].GetSlotNames(ref names);
        schema["PredictedLabel"].GetKeyValues(ref keys);
        names.DenseValues().Select(name => name.ToString()).Should().Equal(Classes(rows));
        keys.DenseValues().Select(key => key.ToString()).Should().Equal(Classes(rows));
        schema["Score"].Type.Should().Be(new VectorDataViewType(NumberDataViewType.Single, 3));
    }

    [Fact]
    public void Evaluate_ScoredPenguins_HasAConfusionMatrixWithNames()
    {
        IDataView penguins = PenguinPipeline.Load(_mlContext);
        IDataView scored = PenguinTable.Features(_mlContext)
            .Append(_mlContext.Transforms.Conversion.MapValueToKey("Label", "Species"))
            .Append(_mlContext.MulticlassClassification.Trainers.NeuronPursuit(configure: PenguinTable.Quick))
            .Fit(penguins).Transform(penguins);

        MulticlassClassificationMetrics metrics = _mlContext.MulticlassClassification.Evaluate(scored, topKPredictionCount: 2);

        metrics.MicroAccuracy.Should().BeGreaterThan(0.98);
        metrics.TopKAccuracy.Should().BeGreaterThanOrEqualTo(metrics.MicroAccuracy);
        metrics.LogLoss.Should().BeLessThan(0.1);
        metrics.ConfusionMatrix.NumberOfClasses.Should().Be(3);
        metrics.ConfusionMatrix.GetFormattedConfusionTable().Should().Contain("Adelie").And.Contain("Gentoo").And.Contain("Chinstrap");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void CrossValidate_Penguins_ReachesWhatTheLibraryReaches()
    {
        IDataView penguins = PenguinPipeline.Load(_mlContext);

        Accuracy(PenguinPipeline.Create(_mlContext)).Should().BeGreaterThanOrEqualTo(0.98);
        Accuracy(PenguinTable.FilledFeatures(_mlContext)
            .Append(_mlContext.Transforms.Conversion.MapValueToKey("Label", "Species"))
            .Append(_mlContext.MulticlassClassification.Trainers.NeuronPursuit())).Should().BeGreaterThanOrEqualTo(0.98);

        double Accuracy(IEstimator<ITransformer> pipeline) => _mlContext.MulticlassClassification
            .CrossValidate(penguins, pipeline, numberOfFolds: 5).Average(fold => fold.Metrics.MicroAccuracy);
    }

    [Fact]
    public void Fit_ClassThatDoesNotOccur_HasTheProbabilityZero()
    {
        Row[] rows = Rows.Create();
        // Keys are made from all rows, so that the trainer sees a key of three values and rows of two.
        ITransformer keys = _mlContext.Transforms.Conversion.MapValueToKey("Key", "Class").Fit(Rows.View(_mlContext, rows));
        string absent = Classes(rows)[1];
        IDataView view = keys.Transform(Rows.View(_mlContext, rows.Where(row => row.Class != absent)));

        NeuronPursuitTransformer fitted = _mlContext.MulticlassClassification.Trainers.NeuronPursuit("Key", configure: Rows.Quick).Fit(view);
        IDataView scored = fitted.Transform(keys.Transform(Rows.View(_mlContext, rows)));

        fitted.Model.OutputCount.Should().Be(2);
        scored.GetColumn<float[]>("Score").Should().OnlyContain(score => score.Length == 3 && score[1] == 0 && Math.Abs(score.Sum() - 1) < 1e-6);
        scored.GetColumn<uint>("PredictedLabel").Distinct().Should().BeEquivalentTo([1u, 3u]);
        _mlContext.MulticlassClassification.Evaluate(scored, "Key").ConfusionMatrix.PerClassRecall[1].Should().Be(0);
    }

    [Theory]
    [InlineData(DataKind.Single)]
    [InlineData(DataKind.Int32)]
    [InlineData(DataKind.Boolean)]
    public void Transform_LabelsThatAreNoText_MapBackToTheirValues(DataKind kind)
    {
        Row[] rows = Rows.Create();
        // Positive as a number or a truth value.
        IDataView view = _mlContext.Transforms.Conversion.ConvertType("Value", "Positive", kind)
            .Fit(Rows.View(_mlContext, rows)).Transform(Rows.View(_mlContext, rows));
        IEstimator<ITransformer> pipeline = _mlContext.Transforms.Conversion.MapValueToKey("Key", "Value")
            .Append(_mlContext.MulticlassClassification.Trainers.NeuronPursuit("Key", configure: Rows.Quick))
            .Append(_mlContext.Transforms.Conversion.MapKeyToValue("Back", "PredictedLabel"));

        IDataView scored = pipeline.Fit(view).Transform(view);

        DataViewSchema.Column back = scored.Schema["Back"];
        back.Type.Should().Be(view.Schema["Value"].Type);
        _mlContext.MulticlassClassification.Evaluate(scored, "Key").MicroAccuracy.Should().BeGreaterThan(0.8);
    }

    [Theory]
    [InlineData(DataKind.Byte)]
    [InlineData(DataKind.UInt16)]
    [InlineData(DataKind.UInt32)]
    [InlineData(DataKind.UInt64)]
    public void Fit_KeysWithoutValues_AreClassesWithoutNames(DataKind kind)
    {
        using var folder = new TemporaryFolder();
        IDataView view = Bare(Rows.Create(), kind, folder.File("keys.tsv"));

        NeuronPursuitTransformer fitted = _mlContext.MulticlassClassification.Trainers.NeuronPursuit("Bare", configure: Rows.Quick).Fit(view);
        IDataView scored = fitted.Transform(view);

        scored.Schema["PredictedLabel"].Type.Should().Be(new KeyDataViewType(typeof(uint), 3));
        scored.Schema["Score"].HasSlotNames().Should().BeFalse();
        scored.GetColumn<float[]>("Score").Select(score => (uint)Array.IndexOf(score, score.Max()) + 1)
            .Should().Equal(scored.GetColumn<uint>("PredictedLabel"));
        _mlContext.MulticlassClassification.Evaluate(scored, "Bare").MicroAccuracy.Should().BeGreaterThan(0.8);
    }

    [Fact]
    public void Transform_FeatureThatIsNaN_PredictsNoClass()
    {
        Row[] rows = Rows.Create();
        ITransformer fitted = Pipeline().Fit(Rows.View(_mlContext, rows));

        rows[0].Features[0] = float.NaN;
        IDataView scored = fitted.Transform(Rows.View(_mlContext, rows.Take(2)));

        scored.GetColumn<uint>("PredictedLabel").First().Should().Be(0, "0 is the missing key");
        scored.GetColumn<float[]>("Score").First().Should().OnlyContain(score => float.IsNaN(score));
        scored.GetColumn<float[]>("Score").Last().Should().NotContain(score => float.IsNaN(score));
    }

    [Fact]
    public void Fit_MoreClassesThanASmallTableHas_KeepsTheOrderOfTheKeys()
    {
        const int Count = 40;
        Row[] rows = [.. Enumerable.Range(0, 4 * Count).Select(i => new Row
        {
            Class = $"class {i % Count}",
            Features = [MathF.Cos(i % Count), MathF.Sin(i % Count), i % Count, 1],
        })];

        IDataView scored = Pipeline(b => b.WithRecipe(PursuitRecipe.Fast).WithMaxIterations(2).WithOptimizer(new LimitedMemoryBfgs(30)))
            .Fit(Rows.View(_mlContext, rows)).Transform(Rows.View(_mlContext, rows));

        float[][] scores = [.. scored.GetColumn<float[]>("Score")];
        scores.Should().OnlyContain(score => score.Length == Count);
        scores.Select(score => (uint)Array.IndexOf(score, score.Max()) + 1).Should().Equal(scored.GetColumn<uint>("PredictedLabel"));
        _mlContext.MulticlassClassification.Evaluate(scored, "Key").ConfusionMatrix.NumberOfClasses.Should().Be(Count);
    }

    private static string[] Classes(Row[] rows) => [.. rows.Select(row => row.Class).Distinct()];

    private static int[] Slots(Row[] rows) => [.. rows.Select(row => Array.IndexOf(Classes(rows), row.Class))];

    private IEstimator<ITransformer> Pipeline(Action<NeuronPursuitBuilder>? configure = null) => _mlContext.Transforms.Conversion
        .MapValueToKey("Key", "Class")
        .Append(_mlContext.MulticlassClassification.Trainers.NeuronPursuit("Key", "Features", configure ?? Rows.Quick))
        .Append(_mlContext.Transforms.Conversion.MapKeyToValue("Back", "PredictedLabel"));

    /// <summary>The classes as keys that stand for nothing, as a loader of keys gives them.</summary>
    private IDataView Bare(Row[] rows, DataKind kind, string path)
    {
        File.WriteAllLines(path, rows.Zip(Slots(rows), (row, slot) =>
            string.Join('\t', row.Features.Select(value => value.ToString("R", CultureInfo.InvariantCulture)).Append($"{slot}"))));
        return _mlContext.Data.LoadFromTextFile(
            path,
            [
                new TextLoader.Column("Features", DataKind.Single, 0, 3),
                new TextLoader.Column("Bare", kind, [new TextLoader.Range(4)], new KeyCount(3)),
            ]);
    }
}
