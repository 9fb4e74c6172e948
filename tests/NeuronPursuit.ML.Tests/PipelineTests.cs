using Microsoft.ML;
using Microsoft.ML.Data;
using NeuronPursuit.ML.Tests.Support;

namespace NeuronPursuit.ML.Tests;

public class PipelineTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [Fact]
    public void GetNeuronPursuitModel_FittedPipeline_IsTheModelOfItsTrainer()
    {
        IDataView view = Rows.View(_mlContext, Rows.Create());
        var pipeline = _mlContext.Transforms.CopyColumns("Target", "Label")
            .Append(_mlContext.Regression.Trainers.NeuronPursuit("Target", configure: Rows.Quick));

        TransformerChain<NeuronPursuitTransformer> fitted = pipeline.Fit(view);

        fitted.GetNeuronPursuitModel().Should().BeSameAs(fitted.LastTransformer.Model);
        fitted.LastTransformer.FeatureNames.Should().Equal("Features[0]", "Features[1]", "Features[2]", "Features[3]");
        fitted.LastTransformer.Model.InputImportances().Should().HaveCount(Rows.FeatureCount);
        fitted.LastTransformer.Model.ToFormula(columnNames: fitted.LastTransformer.FeatureNames).Should().Contain("Features[0]");
    }

    [Fact]
    public void GetNeuronPursuitModel_TwoTrainers_GivesTheLastAlsoAfterLoading()
    {
        IDataView view = Rows.View(_mlContext, Rows.Create());
        // The second trainer learns from the features and the score of the first.
        var pipeline = _mlContext.Regression.Trainers.NeuronPursuit(configure: Rows.Quick)
            .Append(_mlContext.Transforms.Concatenate("Both", "Features", "Score"))
            .Append(_mlContext.BinaryClassification.Trainers.NeuronPursuit("Positive", "Both", Rows.Quick))
            .Append(_mlContext.Transforms.CopyColumns("Sure", "Probability"));
        ITransformer fitted = pipeline.Fit(view);
        using var stream = new MemoryStream();
        _mlContext.Model.Save(fitted, view.Schema, stream);
        ITransformer loaded = new MLContext().Model.Load(stream, out _);

        fitted.GetNeuronPursuitModel().InputCount.Should().Be(Rows.FeatureCount + 1);
        loaded.GetNeuronPursuitModel().InputCount.Should().Be(Rows.FeatureCount + 1);
        loaded.Transform(view).GetColumn<float>("Sure").Should().Equal(fitted.Transform(view).GetColumn<float>("Sure"));
    }

    [Fact]
    public void GetNeuronPursuitModel_PipelineWithoutOne_SaysSo()
    {
        IDataView view = Rows.View(_mlContext, Rows.Create());
        ITransformer other = _mlContext.Transforms.CopyColumns("Target", "Label")
            .Append(_mlContext.Transforms.Conversion.MapValue("Number", [KeyValuePair.Create("low", 1)], "Class")).Fit(view);

        FluentActions.Invoking(() => other.GetNeuronPursuitModel()).Should().Throw<ArgumentException>()
            .WithMessage("The pipeline has no step of a NeuronPursuit trainer.*");
    }

    [Fact]
    public void Fit_WithAContext_WritesToItsLog()
    {
        var messages = new List<string>();
        _mlContext.Log += (_, logged) =>
        {
            lock (messages)
            {
                messages.Add(logged.Message);
            }
        };

        NeuronPursuitModel model = _mlContext.Regression.Trainers.NeuronPursuit(configure: Rows.Quick, mlContext: _mlContext)
            .Fit(Rows.View(_mlContext, Rows.Create())).Model;

        messages.Should().Contain(message => message.Contains("Iteration 1 (FirstFit)", StringComparison.Ordinal));
        messages.Count(message => message.Contains("Iteration", StringComparison.Ordinal)).Should().Be(model.History.Count);
        messages.Should().Contain(message => message.Contains($"Pursuit ended: {model.StopReason}", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_CancelledAfterAnIteration_CarriesTheModel()
    {
        using var source = new CancellationTokenSource();
        NeuronPursuitTrainer trainer = _mlContext.Regression.Trainers.NeuronPursuit(
            configure: b => b.WithRecipe(PursuitRecipe.Fast).WithStopWhen((iteration, _) =>
            {
                source.Cancel();
                return false;
            }),
            cancellationToken: source.Token);

        FluentActions.Invoking(() => trainer.Fit(Rows.View(_mlContext, Rows.Create())))
            .Should().Throw<PursuitCanceledException>().Which.Model!.History.Should().HaveCount(1);
        FluentActions.Invoking(() => trainer.Fit(Rows.View(_mlContext, Rows.Create())))
            .Should().Throw<OperationCanceledException>("the token stays cancelled");
    }

    [Fact]
    public void Fit_SameSeed_GivesTheSameScores()
    {
        IDataView view = Rows.View(_mlContext, Rows.Create());

        float[] first = Scores(7), second = Scores(7), other = Scores(8);

        second.Should().Equal(first);
        other.Should().NotEqual(first);

        float[] Scores(ulong seed) => [.. _mlContext.Regression.Trainers
            .NeuronPursuit(configure: b => b.WithRecipe(PursuitRecipe.Fast).WithRestarts(1).WithMaxIterations(2).WithSeed(seed))
            .Fit(view).Transform(view).GetColumn<float>("Score")];
    }

    [Fact]
    public void PermutationFeatureImportance_FittedTransformer_FindsTheColumnsThatMatter()
    {
        IDataView view = Rows.View(_mlContext, Rows.Create());
        NeuronPursuitTransformer fitted = _mlContext.Regression.Trainers.NeuronPursuit(configure: Rows.Quick).Fit(view);

        var importances = _mlContext.Regression.PermutationFeatureImportance(fitted, fitted.Transform(view), permutationCount: 3);

        importances[0].RSquared.Mean.Should().BeLessThan(-0.1);
        importances[3].RSquared.Mean.Should().BeApproximately(0, 0.02, "the last column has no part in the label");
    }
}
