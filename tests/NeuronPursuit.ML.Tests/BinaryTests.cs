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
            probability[row].Should().Be((float)probabilities[row, 1]);
            score[row].Should().Be((float)(Math.Log(probabilities[row, 1]) - Math.Log(probabilities[row, 0])));
        }
    }

    [Fact]
    public void CrossValidate_SexOfPenguins_HasProbabilitiesThatSeparate()
    {
        IDataView penguins = _mlContext.Transforms.Expression("Male", "sex : sex == \"male\"", "Sex")
            .Fit(MLNetPipeline.PenguinPipeline.Load(_mlContext)).Transform(MLNetPipeline.PenguinPipeline.Load(_mlContext));
        IEstimator<ITransformer> pipeline = _mlContext.Transforms.Categorical.OneHotEncoding("Species")
            .Append(_mlContext.Transforms.Concatenate("Features", ["Species", .. PenguinTable.Measurements]))
            .Append(_mlContext.BinaryClassification.Trainers.NeuronPursuit("Male", configure: b => b.WithEnsemble(1)));

        var folds = _mlContext.BinaryClassification.CrossValidate(penguins, pipeline, numberOfFolds: 3, labelColumnName: "Male");

        folds.Average(fold => fold.Metrics.Accuracy).Should().BeGreaterThan(0.85);
        folds.Average(fold => fold.Metrics.AreaUnderRocCurve).Should().BeGreaterThan(0.93);
        folds.Average(fold => fold.Metrics.LogLoss).Should().BeLessThan(0.6, "a constant 1/2 has 1 bit");
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
            Enumerable.Range(0, rows.Length).Select(row => (float)core.PredictProbabilities(Rows.X(rows))[row, 1]));
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

    private NeuronPursuitTrainer Trainer(string? weights = null) =>
        _mlContext.BinaryClassification.Trainers.NeuronPursuit("Positive", "Features", Rows.Quick, weights);
}
