using Microsoft.ML;
using Microsoft.ML.Data;
using NeuronPursuit.ML.Tests.Support;

namespace NeuronPursuit.ML.Tests;

public class RegressionTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void Transform_FittedTrainer_AddsWhatTheCorePredicts()
    {
        Row[] rows = Rows.Create();
        NeuronPursuitModel core = Rows.QuickBuilder().Fit(Rows.X(rows), [.. rows.Select(row => row.Label)]);

        NeuronPursuitTransformer fitted = _mlContext.Regression.Trainers.NeuronPursuit(configure: Rows.Quick).Fit(Rows.View(_mlContext, rows));
        IDataView scored = fitted.Transform(Rows.View(_mlContext, rows));

        scored.GetColumn<float>("Score").Should().Equal(core.Predict(Rows.X(rows)).Select(value => (float)value));
        scored.Schema.Select(column => column.Name).Should().Equal(
            "Features", "Label", "Positive", "Class", "Labels", "Weight", "Score");
        fitted.Model.History.Select(step => step.TrainingError).Should().Equal(core.History.Select(step => step.TrainingError));
    }

    [Fact]
    public void Transform_TrainerOfCounts_GivesTheMeans()
    {
        Row[] rows = Rows.Create();
        foreach (Row row in rows)
        {
            row.Label = (float)Math.Round(Math.Exp(row.Label));
        }

        NeuronPursuitModel core = Rows.QuickBuilder().WithLoss(new PoissonLoss()).Fit(Rows.X(rows), [.. rows.Select(row => row.Label)]);

        NeuronPursuitTransformer fitted = _mlContext.Regression.Trainers
            .NeuronPursuit(configure: Counts).Fit(Rows.View(_mlContext, rows));

        float[] scores = [.. fitted.Transform(Rows.View(_mlContext, rows)).GetColumn<float>("Score")];
        scores.Should().Equal(core.Predict(Rows.X(rows)).Select(value => (float)value)).And.OnlyContain(score => score > 0);
        scores.Average().Should().BeApproximately(rows.Average(row => row.Label), 0.2f * rows.Average(row => row.Label));

        static void Counts(NeuronPursuitBuilder builder)
        {
            Rows.Quick(builder);
            builder.WithLoss(new PoissonLoss());
        }
    }

    [Fact]
    public void Fit_WithWeights_IsTheWeightedFitOfTheCore()
    {
        Row[] rows = Rows.Create();
        for (int row = 0; row < rows.Length; row++)
        {
            rows[row].Weight = row % 3;
        }

        NeuronPursuitModel core = Rows.QuickBuilder().Fit(
            Rows.X(rows), [.. rows.Select(row => row.Label)], [.. rows.Select(row => (double)row.Weight)]);
        NeuronPursuitTransformer fitted = _mlContext.Regression.Trainers
            .NeuronPursuit("Label", "Features", Rows.Quick, exampleWeightColumnName: "Weight").Fit(Rows.View(_mlContext, rows));

        fitted.Model.Predict(Rows.X(rows)).Should().Equal(core.Predict(Rows.X(rows)));
        fitted.Model.Predict(Rows.X(rows)).Should().NotEqual(
            Rows.QuickBuilder().Fit(Rows.X(rows), [.. rows.Select(row => row.Label)]).Predict(Rows.X(rows)));
    }

    [Fact]
    public void Evaluate_ScoredRows_AgreesWithTheCore()
    {
        Row[] rows = Rows.Create();
        Row[] test = Rows.Create(60, seed: 2);
        NeuronPursuitTransformer fitted = _mlContext.Regression.Trainers.NeuronPursuit(configure: Rows.Quick).Fit(Rows.View(_mlContext, rows));

        var metrics = _mlContext.Regression.Evaluate(fitted.Transform(Rows.View(_mlContext, test)));

        double[] errors = [.. fitted.Model.Predict(Rows.X(test)).Zip(test, (predicted, row) => predicted - row.Label)];
        metrics.RootMeanSquaredError.Should().BeApproximately(Math.Sqrt(errors.Average(error => error * error)), 1e-5);
        metrics.RSquared.Should().BeGreaterThan(0.9);
    }

    [Fact]
    public void NeuronPursuit_WithoutConfiguration_FollowsTheRecipeForTables()
    {
        Row[] rows = Rows.Create();
        NeuronPursuitModel core = new NeuronPursuitBuilder()
            .WithRecipe(PursuitRecipe.Tabular).WithEnsemble(2).Fit(Rows.X(rows), [.. rows.Select(row => row.Label)]);

        NeuronPursuitTransformer fitted = _mlContext.Regression.Trainers
            .NeuronPursuit(configure: b => b.WithEnsemble(2)).Fit(Rows.View(_mlContext, rows));

        fitted.Model.Networks.Should().HaveCount(core.Networks.Count).And.HaveCountGreaterThan(1);
        fitted.Model.Predict(Rows.X(rows)).Should().Equal(core.Predict(Rows.X(rows)));
    }

    [Fact]
    public void CrossValidate_BodyMassOfPenguins_BeatsTheMean()
    {
        IDataView penguins = PenguinTable.Known(_mlContext, "BodyMass");
        IEstimator<ITransformer> pipeline = PenguinTable.Features(_mlContext, left: "BodyMass")
            .Append(_mlContext.Regression.Trainers.NeuronPursuit("BodyMass", configure: PenguinTable.Quick));

        var folds = _mlContext.Regression.CrossValidate(penguins, pipeline, numberOfFolds: 3, labelColumnName: "BodyMass");

        folds.Average(fold => fold.Metrics.RSquared).Should().BeGreaterThan(0.8);
    }

    [Fact]
    public void Transform_FeatureThatIsNaN_GivesNaNInThatRowOnly()
    {
        Row[] rows = Rows.Create();
        NeuronPursuitTransformer fitted = _mlContext.Regression.Trainers.NeuronPursuit(configure: Rows.Quick).Fit(Rows.View(_mlContext, rows));

        rows[1].Features[2] = float.NaN;
        float[] scores = [.. fitted.Transform(Rows.View(_mlContext, rows.Take(3))).GetColumn<float>("Score")];

        scores.Select(float.IsNaN).Should().Equal(false, true, false);
    }
}
