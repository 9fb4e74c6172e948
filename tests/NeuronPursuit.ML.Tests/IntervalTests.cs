using Microsoft.ML;
using Microsoft.ML.Data;
using NeuronPursuit.ML.Tests.Support;

namespace NeuronPursuit.ML.Tests;

public class IntervalTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void Transform_WithACoverage_AddsTheIntervalsOfTheCore()
    {
        Row[] rows = Rows.Create();
        IDataView data = Rows.View(_mlContext, rows);
        NeuronPursuitTransformer fitted = Trainer(0.8).Fit(data);

        IDataView scored = fitted.Transform(data);

        (double Lower, double Upper)[] intervals = fitted.Model.PredictInterval(Wide(Rows.X(rows)), 0.8);
        scored.GetColumn<float>("Score").Should().Equal(fitted.Model.Predict(Rows.X(rows)).Select(value => (float)value));
        scored.GetColumn<float>("Lower").Should().Equal(intervals.Select(interval => (float)interval.Lower));
        scored.GetColumn<float>("Upper").Should().Equal(intervals.Select(interval => (float)interval.Upper));
        intervals.Should().OnlyContain(interval => interval.Lower < interval.Upper);
    }

    [Fact]
    public void Load_WithACoverage_GivesTheSameIntervals()
    {
        IDataView data = Rows.View(_mlContext, Rows.Create());
        ITransformer fitted = Trainer(0.9).Fit(data);
        using var file = new MemoryStream();
        _mlContext.Model.Save(fitted, data.Schema, file);

        ITransformer loaded = new MLContext().Model.Load(file, out _);

        loaded.Transform(data).GetColumn<float>("Upper").Should().Equal(fitted.Transform(data).GetColumn<float>("Upper"));
        loaded.GetNeuronPursuitModel().CalibrationCount.Should().BePositive();
    }

    [Fact]
    public void GetOutputSchema_WithACoverage_IsThatOfTheFittedPipeline()
    {
        IDataView data = Rows.View(_mlContext, Rows.Create());
        IEstimator<ITransformer> pipeline = _mlContext.Transforms.CopyColumns("Copy", "Weight").Append(Trainer(0.9));

        IEnumerable<string> fitted = pipeline.Fit(data).GetOutputSchema(data.Schema).Select(column => column.Name);

        fitted.Should().EndWith(["Score", "Lower", "Upper"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void NeuronPursuit_CoverageOfNoProbability_IsRefused(double coverage) => FluentActions.Invoking(() => Trainer(coverage))
        .Should().Throw<ArgumentOutOfRangeException>().WithMessage("*above 0 and below 1*");

    [Fact]
    public void Fit_SeveralOutputs_AreRefused()
    {
        IDataView data = Rows.View(_mlContext, Rows.Create());
        NeuronPursuitTrainer trainer = _mlContext.Regression.Trainers.NeuronPursuit("Labels", configure: Rows.Quick, intervalCoverage: 0.9);

        FluentActions.Invoking(() => trainer.Fit(data)).Should().Throw<ArgumentException>().WithMessage("*'Labels'*intervals are for one output*");
    }

    [Fact]
    public void Fit_NothingHeldOut_SaysSo()
    {
        IDataView data = Rows.View(_mlContext, Rows.Create());
        NeuronPursuitTrainer trainer = _mlContext.Regression.Trainers.NeuronPursuit(
            configure: builder => builder.WithRecipe(PursuitRecipe.Fast).WithMaxIterations(2), intervalCoverage: 0.9);

        FluentActions.Invoking(() => trainer.Fit(data)).Should().Throw<InvalidOperationException>().WithMessage("intervalCoverage is 0.9*held-out*leave intervalCoverage out*");
    }

    private static double[,] Wide(float[,] X)
    {
        double[,] wide = new double[X.GetLength(0), X.GetLength(1)];
        Array.ForEach([.. Enumerable.Range(0, X.Length)], i => wide[i / X.GetLength(1), i % X.GetLength(1)] = X[i / X.GetLength(1), i % X.GetLength(1)]);
        return wide;
    }

    /// <summary>Two networks, so that samples are held out.</summary>
    private NeuronPursuitTrainer Trainer(double coverage) => _mlContext.Regression.Trainers.NeuronPursuit(
        configure: builder => builder.WithRecipe(PursuitRecipe.Tabular).WithDepth(2).WithWeightDecay(1e-3).WithEnsemble(2).WithMaxIterations(3),
        intervalCoverage: coverage);
}
