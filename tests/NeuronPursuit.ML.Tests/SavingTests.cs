using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNetPipeline;
using NeuronPursuit.ML.Tests.Support;

namespace NeuronPursuit.ML.Tests;

public class SavingTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    /// <summary>The sample program, started with the path of the pipeline, scores the table; it never saw the pipeline.</summary>
    [Theory]
    [InlineData("BodyMass")]
    [InlineData("Male")]
    [InlineData("Bill")]
    [InlineData("Species")]
    public void Load_InAFreshProcess_ScoresAsBefore(string label)
    {
        using var folder = new TemporaryFolder();
        IDataView all = PenguinPipeline.Load(_mlContext);
        ITransformer fitted = Pipeline(label).Fit(_mlContext.Data.FilterRowsByMissingValues(all, "BodyMass", "BillLength"));
        _mlContext.Model.Save(fitted, all.Schema, folder.File("model.zip"));

        string scored = Score(folder.File("model.zip"));

        scored.Should().Be(ScoreText(fitted.Transform(all)));
        scored.Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCountGreaterThanOrEqualTo(344);
    }

    [Theory]
    [InlineData("BodyMass")]
    [InlineData("Male")]
    [InlineData("Bill")]
    [InlineData("Species")]
    public void Load_InANewContext_HasTheSameColumnsAndScores(string label)
    {
        using var folder = new TemporaryFolder();
        IDataView all = PenguinPipeline.Load(_mlContext);
        ITransformer fitted = Pipeline(label).Fit(_mlContext.Data.FilterRowsByMissingValues(all, "BodyMass", "BillLength"));
        _mlContext.Model.Save(fitted, all.Schema, folder.File("model.zip"));

        ITransformer loaded = new MLContext().Model.Load(folder.File("model.zip"), out DataViewSchema schema);

        schema.Select(column => column.Name).Should().Equal(all.Schema.Select(column => column.Name));
        Describe(loaded.GetOutputSchema(schema)).Should().Equal(Describe(fitted.GetOutputSchema(all.Schema)));
        ScoreText(loaded.Transform(all)).Should().Be(ScoreText(fitted.Transform(all)));
        Json(loaded.GetNeuronPursuitModel()).Should().Be(Json(fitted.GetNeuronPursuitModel()));
    }

    [Fact]
    public void Save_LoadedPipeline_CanBeLoadedAgain()
    {
        Row[] rows = Rows.Create();
        IDataView view = Rows.View(_mlContext, rows);
        ITransformer fitted = _mlContext.Regression.Trainers.NeuronPursuit(configure: Rows.Quick).Fit(view);

        ITransformer twice = Copy(Copy(fitted));

        twice.Transform(view).GetColumn<float>("Score").Should().Equal(fitted.Transform(view).GetColumn<float>("Score"));

        ITransformer Copy(ITransformer pipeline)
        {
            using var stream = new MemoryStream();
            _mlContext.Model.Save(pipeline, view.Schema, stream);
            return new MLContext().Model.Load(stream, out _);
        }
    }

    [Fact]
    public void Predict_EngineOfALoadedPipeline_IsThatOfTheBatch()
    {
        using var stream = new MemoryStream();
        IDataView penguins = PenguinPipeline.Load(_mlContext);
        ITransformer fitted = Pipeline("Species").Fit(penguins);
        _mlContext.Model.Save(fitted, penguins.Schema, stream);
        ITransformer loaded = new MLContext().Model.Load(stream, out _);
        Penguin[] birds = [.. _mlContext.Data.CreateEnumerable<Penguin>(penguins, reuseRowObject: false).Take(20)];
        float[][] scores = [.. fitted.Transform(penguins).GetColumn<float[]>("Score")];

        using var before = _mlContext.Model.CreatePredictionEngine<Penguin, PenguinPrediction>(fitted);
        using var after = new MLContext().Model.CreatePredictionEngine<Penguin, PenguinPrediction>(loaded);

        for (int bird = 0; bird < birds.Length; bird++)
        {
            before.Predict(birds[bird]).Score.Should().Equal(scores[bird]);
            PenguinPrediction prediction = after.Predict(birds[bird]);
            prediction.Score.Should().Equal(scores[bird]);
            prediction.PredictedSpecies.Should().Be("Adelie");
        }
    }

    [Fact]
    public void Parse_TextThatIsNoModel_SaysWhatIsWrong()
    {
        FluentActions.Invoking(() => StoredModel.Parse("something else\n{}")).Should().Throw<InvalidDataException>()
            .WithMessage("*begins with 'something else', but 'NeuronPursuit.ML 1' is expected*");
        FluentActions.Invoking(() => StoredModel.Parse("NeuronPursuit.ML 2 outputs 1\n{}")).Should().Throw<InvalidDataException>()
            .WithMessage("*begins with 'NeuronPursuit.ML 2 outputs 1', but 'NeuronPursuit.ML 1' is expected*");
        FluentActions.Invoking(() => StoredModel.Parse("NeuronPursuit.ML 1 outputs 1\n{")).Should().Throw<InvalidDataException>()
            .WithMessage("The file is no model, or a damaged one*");
        FluentActions.Invoking(() => StoredModel.Parse("")).Should().Throw<InvalidDataException>()
            .WithMessage("*begins with '', but 'NeuronPursuit.ML 1' is expected*");
    }

    [Fact]
    public void Parse_ModelOfOtherSlots_IsRefused()
    {
        Row[] rows = Rows.Create();
        string text = StoredModel.ToText(Rows.QuickBuilder().FitClassifier(Rows.X(rows), [.. rows.Select(row => row.Positive ? 1 : 4)]), 5);

        StoredModel.Parse(text).Slots.Should().Equal(1, 4);
        FluentActions.Invoking(() => StoredModel.Parse(text.Replace("classes 5", "classes 4", StringComparison.Ordinal)))
            .Should().Throw<InvalidDataException>().WithMessage("*slots 1, 4 of 4*");
    }

    private IEstimator<ITransformer> Pipeline(string label) => label switch
    {
        "BodyMass" => PenguinTable.Features(_mlContext, "BodyMass")
            .Append(_mlContext.Regression.Trainers.NeuronPursuit(label, configure: PenguinTable.Quick)),
        "Male" => _mlContext.Transforms.Expression("Male", "sex : sex == \"male\"", "Sex")
            .Append(PenguinTable.Features(_mlContext))
            .Append(_mlContext.BinaryClassification.Trainers.NeuronPursuit(label, configure: PenguinTable.Quick)),
        "Bill" => PenguinTable.Features(_mlContext, "BillLength", "BillDepth")
            .Append(_mlContext.Transforms.Concatenate(label, "BillLength", "BillDepth"))
            .Append(_mlContext.Regression.Trainers.NeuronPursuit(label, configure: PenguinTable.Quick)),
        _ => PenguinTable.Features(_mlContext)
            .Append(_mlContext.Transforms.Conversion.MapValueToKey("Label", label))
            .Append(_mlContext.MulticlassClassification.Trainers.NeuronPursuit(configure: PenguinTable.Quick))
            .Append(_mlContext.Transforms.Conversion.MapKeyToValue("PredictedSpecies", "PredictedLabel")),
    };

    private static string Score(string modelPath)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "MLNetPipeline.dll");
        (int code, string output, string errors) = DotNet.Run(TimeSpan.FromMinutes(5), [program, "score", modelPath]);
        code.Should().Be(0, "it said {0}", errors);
        return output;
    }

    private string ScoreText(IDataView scored)
    {
        using var stream = new MemoryStream();
        _mlContext.Data.SaveAsText(_mlContext.Transforms.SelectColumns("Score").Fit(scored).Transform(scored), stream, schema: false);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static IEnumerable<string> Describe(DataViewSchema schema) => schema.Where(column => !column.IsHidden).Select(column =>
        $"{column.Name}: {column.Type} [{string.Join(", ", column.Annotations.Schema.Select(annotation => $"{annotation.Name}: {annotation.Type}"))}]");

    private static string Json(NeuronPursuitModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
