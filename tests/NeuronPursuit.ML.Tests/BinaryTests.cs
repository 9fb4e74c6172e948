using Microsoft.ML;
using Microsoft.ML.Data;
using NeuronPursuit.ML.Tests.Support;

namespace NeuronPursuit.ML.Tests;

public class BinaryTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void Transform_FittedTrainer_AddsWhatTheCorePredicts()
    {
        Row[] rows = Rows.Create();
        NeuronPursuitClassifier<bool> core = Rows.QuickBuilder().FitClassifier(Rows.X(rows), [.. rows.Select(row => row.Positive)]);
        double[,] probabilities = core.PredictProbabilities(Rows.X(rows));

        IDataView scored = Trainer().Fit(Rows.View(_mlContext, rows)).Transform(Rows.View(_mlContext, rows));

        float[] probability = [.. scored.GetColumn<float>("Probability")];
        float[] score = [.. scored.GetColumn<float>("Score")];
        scored.GetColumn<bool>("PredictedLabel").Should().Equal(core.Predict(Rows.X(rows)));
        for (int row = 0; row < rows.Length; row++)
        {
            probability[row].Should().Be(Single(probabilities[row, 1]));
            score[row].Should().Be((float)(Log(probabilities[row, 1]) - Log(probabilities[row, 0])));
        }
    }

    [Fact]
    public void CrossValidate_SexOfPenguins_HasProbabilitiesThatSeparate()
    {
        IDataView penguins = _mlContext.Transforms.Expression("Male", "sex : sex == \"male\"", "Sex")
            .Fit(MLNetPipeline.PenguinPipeline.Load(_mlContext)).Transform(MLNetPipeline.PenguinPipeline.Load(_mlContext));
        IEstimator<ITransformer> pipeline = _mlContext.Transforms.Categorical.OneHotEncoding("Species")
            .Append(_mlContext.Transforms.Concatenate("Features", ["Species", .. PenguinTable.Measurements]))
            .Append(_mlContext.BinaryClassification.Trainers.NeuronPursuit("Male", configure: PenguinTable.Quick));

        var folds = _mlContext.BinaryClassification.CrossValidate(penguins, pipeline, numberOfFolds: 3, labelColumnName: "Male");

        folds.Average(fold => fold.Metrics.Accuracy).Should().BeGreaterThan(0.85);
        folds.Average(fold => fold.Metrics.AreaUnderRocCurve).Should().BeGreaterThan(0.93);
        folds.Should().OnlyContain(fold => double.IsFinite(fold.Metrics.LogLoss));
    }

    [Fact]
    public void Fit_WithWeights_IsTheWeightedFitOfTheCore()
    {
        Row[] rows = Rows.Create();
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row].Weight = 1 + (row % 5);
        }

        NeuronPursuitClassifier<bool> core = Rows.QuickBuilder().FitClassifier(
            Rows.X(rows), [.. rows.Select(row => row.Positive)], [.. rows.Select(row => (double)row.Weight)]);
        IDataView scored = Trainer("Weight").Fit(Rows.View(_mlContext, rows)).Transform(Rows.View(_mlContext, rows));

        scored.GetColumn<float>("Probability").Should().Equal(
            Enumerable.Range(0, rows.Length).Select(row => Single(core.PredictProbabilities(Rows.X(rows))[row, 1])));
    }

    [Fact]
    public void Transform_FeatureThatIsNaN_GivesNoProbability()
    {
        Row[] rows = Rows.Create();
        NeuronPursuitTransformer fitted = Trainer().Fit(Rows.View(_mlContext, rows));

        rows[0].Features[1] = float.NaN;
        IDataView scored = fitted.Transform(Rows.View(_mlContext, rows.Take(1)));

        scored.GetColumn<float>("Probability").Should().Equal(float.NaN);
        scored.GetColumn<float>("Score").Should().Equal(float.NaN);
        scored.GetColumn<bool>("PredictedLabel").Should().Equal(false);
    }

    [Fact]
    public void Evaluate_ProbabilitiesThatRoundToOne_HaveAFiniteLogLoss()
    {
        // Far from zero the model is as sure as it can be, and both rows of `wrong` say otherwise.
        Row[] rows = [.. Enumerable.Range(-20, 41).Select(x => new Row { Features = [x, 1, 1, 1], Positive = x > 0 })];
        NeuronPursuitTransformer fitted = Trainer().Fit(Rows.View(_mlContext, rows));

        Row[] wrong = [new Row { Features = [1e6f, 1, 1, 1], Positive = false }, new Row { Features = [-1e6f, 1, 1, 1], Positive = true }];
        IDataView scored = fitted.Transform(Rows.View(_mlContext, wrong));

        fitted.Model.PredictAll(Rows.X(wrong))[0, 1].Should().Be(1);
        scored.GetColumn<float>("Probability").Should().OnlyContain(probability => probability > 0 && probability < 1);
        scored.GetColumn<float>("Score").Should().OnlyContain(score => float.IsFinite(score));
        _mlContext.BinaryClassification.Evaluate(scored, "Positive").LogLoss.Should().BeGreaterThan(20).And.BeLessThan(200);
    }

    /// <summary>A probability may round to 0, on processors of another vector width in other rows.</summary>
    private static double Log(double probability) => Math.Log(Math.Max(probability, double.Epsilon));

    /// <summary>The nearest Single that is neither 0 nor 1.</summary>
    private static float Single(double probability) => Math.Clamp((float)probability, float.Epsilon, MathF.BitDecrement(1));

    private NeuronPursuitTrainer Trainer(string? weights = null) =>
        _mlContext.BinaryClassification.Trainers.NeuronPursuit("Positive", "Features", Rows.Quick, weights);
}
