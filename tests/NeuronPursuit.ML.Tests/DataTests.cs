using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetPipeline;
using NeuronPursuit.ML.Tests.Support;

namespace NeuronPursuit.ML.Tests;

/// <summary>Data in every form that ML.NET has.</summary>
public class DataTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void Fit_DataFrame_IsTheFitOfTheSameRows()
    {
        Row[] rows = Rows.Create();
        // Numbers of double precision are converted, and those that may be missing are NaN where they are.
        var frame = new DataFrame(
            new SingleDataFrameColumn("A", rows.Select(row => row.Features[0])),
            new DoubleDataFrameColumn("B", rows.Select(row => (double)row.Features[1])),
            new DoubleDataFrameColumn("C", rows.Select((row, i) => i == 5 ? (double?)null : row.Features[2])),
            new SingleDataFrameColumn("D", rows.Select(row => row.Features[3])),
            new SingleDataFrameColumn("Label", rows.Select(row => row.Label)));
        rows[5].Features[2] = float.NaN;
        NeuronPursuitTrainer trainer = _mlContext.Regression.Trainers.NeuronPursuit(
            configure: b => b.WithRecipe(PursuitRecipe.Fast).WithMaxIterations(3).WithMissingValues(MissingValues.MeanAndIndicator));

        ITransformer fitted = _mlContext.Transforms.Conversion.ConvertType([new("B"), new("C")])
            .Append(_mlContext.Transforms.Concatenate("Features", "A", "B", "C", "D")).Append(trainer).Fit(frame);

        fitted.Transform(frame).GetColumn<float>("Score").Should().Equal(
            trainer.Fit(Rows.View(_mlContext, rows)).Transform(Rows.View(_mlContext, rows)).GetColumn<float>("Score"));
    }

    [Fact]
    public void Fit_DataFrameOfAFile_LearnsThePenguins()
    {
        DataFrame frame = DataFrame.LoadCsv(PenguinPipeline.TablePath);
        IEstimator<ITransformer> pipeline = _mlContext.Transforms.Categorical.OneHotEncoding([new("island"), new("sex")])
            .Append(_mlContext.Transforms.Concatenate("Features", "island", "bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g", "sex"))
            .Append(_mlContext.Transforms.Conversion.MapValueToKey("Label", "target"))
            .Append(_mlContext.MulticlassClassification.Trainers.NeuronPursuit(configure: PenguinTable.Quick));

        _mlContext.MulticlassClassification.Evaluate(pipeline.Fit(frame).Transform(frame)).MicroAccuracy.Should().BeGreaterThan(0.97);
    }

    [Fact]
    public void Fit_SparseFeatures_AreTheDenseOnes()
    {
        Row[] rows = Rows.Create();
        foreach (Row row in rows)
        {
            row.Features = [row.Features[0], 0, 0, row.Features[3] > 0 ? row.Features[3] : 0];
        }

        IDataView sparse = _mlContext.Data.LoadFromEnumerable(rows.Select(row => new SparseRow
        {
            Features = Sparse(row.Features),
            Label = row.Label,
        }));
        NeuronPursuitTrainer trainer = _mlContext.Regression.Trainers.NeuronPursuit(configure: Rows.Quick);
        NeuronPursuitTransformer dense = trainer.Fit(Rows.View(_mlContext, rows));

        NeuronPursuitTransformer fitted = trainer.Fit(sparse);

        fitted.Transform(sparse).GetColumn<float>("Score").Should().Equal(
            dense.Transform(Rows.View(_mlContext, rows)).GetColumn<float>("Score"));
    }

    [Fact]
    public void Fit_CachedRows_AreTheUncachedOnes()
    {
        IDataView view = Rows.View(_mlContext, Rows.Create());
        NeuronPursuitTrainer trainer = _mlContext.Regression.Trainers.NeuronPursuit(configure: Rows.Quick);
        float[] scores = Scores(trainer.Fit(view), view);

        IDataView cached = _mlContext.Data.Cache(view);
        ITransformer checkpointed = _mlContext.Transforms.CopyColumns("Copy", "Label").AppendCacheCheckpoint(_mlContext).Append(trainer).Fit(view);

        Scores(trainer.Fit(cached), cached).Should().Equal(scores);
        Scores(checkpointed, view).Should().Equal(scores);
    }

    [Fact]
    public void Fit_ShuffledRows_IsTheFitOfTheirOrder()
    {
        IDataView view = Rows.View(_mlContext, Rows.Create());
        IDataView shuffled = _mlContext.Data.ShuffleRows(view, seed: 5);
        Row[] order = [.. _mlContext.Data.CreateEnumerable<Row>(shuffled, reuseRowObject: false)];
        NeuronPursuitTrainer trainer = _mlContext.Regression.Trainers.NeuronPursuit(configure: Rows.Quick);

        NeuronPursuitTransformer fitted = trainer.Fit(shuffled);

        order.Select(row => row.Label).Should().NotEqual(Rows.Create().Select(row => row.Label));
        Scores(fitted, view).Should().Equal(Scores(trainer.Fit(Rows.View(_mlContext, order)), view));
    }

    [Fact]
    public void Transform_FromManyThreads_GivesTheSameScores()
    {
        IDataView view = Rows.View(_mlContext, Rows.Create());
        NeuronPursuitTransformer fitted = _mlContext.Regression.Trainers.NeuronPursuit(configure: Rows.Quick).Fit(view);
        float[] expected = [.. fitted.Model.Predict(Rows.X(Rows.Create())).Select(value => (float)value)];

        Parallel.For(0, 8, _ => Scores(fitted, Rows.View(new MLContext(), Rows.Create())).Should().Equal(expected));
    }

    private static float[] Scores(ITransformer fitted, IDataView view) => [.. fitted.Transform(view).GetColumn<float>("Score")];

    private static VBuffer<float> Sparse(float[] values)
    {
        int[] indices = [.. Enumerable.Range(0, values.Length).Where(slot => values[slot] != 0)];
        return new VBuffer<float>(values.Length, indices.Length, [.. indices.Select(slot => values[slot])], indices);
    }

    private sealed class SparseRow
    {
        [VectorType(Rows.FeatureCount)]
        public VBuffer<float> Features { get; set; }

        public float Label { get; set; }
    }
}
