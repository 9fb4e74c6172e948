using Microsoft.ML;
using Microsoft.ML.Data;
using NeuronPursuit.ML.Tests.Support;

namespace NeuronPursuit.ML.Tests;

/// <summary>What a pipeline promises before it is fitted is what it has afterwards.</summary>
public class SchemaTests
{
    public enum MlTask
    {
        Regression,
        Outputs,
        NamedOutputs,
        Binary,
        Classes,
        ClassesOfNumbers,
    }

    private readonly MLContext _mlContext = new(seed: 1);

    [Theory]
    [InlineData(MlTask.Regression)]
    [InlineData(MlTask.Outputs)]
    [InlineData(MlTask.NamedOutputs)]
    [InlineData(MlTask.Binary)]
    [InlineData(MlTask.Classes)]
    [InlineData(MlTask.ClassesOfNumbers)]
    public void GetOutputSchema_EveryTask_PromisesWhatFitGives(MlTask task)
    {
        IDataView view = Labelled(Rows.View(_mlContext, Rows.Create()), task, out NeuronPursuitTrainer trainer);

        // A pipeline hands the promise of a step to the next one, and checks it before it fits.
        SchemaShape? seen = null;
        var spy = new Spy(shape => seen = shape);
        DataViewSchema given = new EstimatorChain<ITransformer>().Append(trainer).Append(spy).Fit(view).GetOutputSchema(view.Schema);

        seen!.Select(Describe).Should().BeEquivalentTo(given.Where(column => !column.IsHidden).Select(Describe));
        seen!.Select(column => column.Name).Should().NotContain(name => name.StartsWith("NeuronPursuit", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MlTask.Regression)]
    [InlineData(MlTask.Outputs)]
    [InlineData(MlTask.Binary)]
    [InlineData(MlTask.Classes)]
    public void Transform_DataWithoutLabel_IsScored(MlTask task)
    {
        IDataView view = Labelled(Rows.View(_mlContext, Rows.Create()), task, out NeuronPursuitTrainer trainer);
        NeuronPursuitTransformer fitted = trainer.Fit(view);
        IDataView features = _mlContext.Transforms.SelectColumns("Features").Fit(view).Transform(view);

        IDataView scored = fitted.Transform(features);

        scored.Schema.Select(column => column.Name).Should().BeSubsetOf(["Features", "Score", "Probability", "PredictedLabel"]);
        scored.Preview(maxRows: 3).RowView.Should().HaveCount(3);
    }

    private IDataView Labelled(IDataView view, MlTask task, out NeuronPursuitTrainer trainer)
    {
        trainer = task switch
        {
            MlTask.Regression => _mlContext.Regression.Trainers.NeuronPursuit(configure: Rows.Quick),
            MlTask.Outputs => _mlContext.Regression.Trainers.NeuronPursuit("Labels", configure: Rows.Quick),
            MlTask.NamedOutputs => _mlContext.Regression.Trainers.NeuronPursuit("Named", configure: Rows.Quick),
            MlTask.Binary => _mlContext.BinaryClassification.Trainers.NeuronPursuit("Positive", configure: Rows.Quick),
            _ => _mlContext.MulticlassClassification.Trainers.NeuronPursuit("Key", configure: Rows.Quick),
        };
        IEstimator<ITransformer> labels = _mlContext.Transforms.Concatenate("Named", "Label", "Weight")
            .Append(_mlContext.Transforms.Conversion.ConvertType("Number", "Positive", DataKind.Double))
            .Append(_mlContext.Transforms.Conversion.MapValueToKey("Key", task == MlTask.ClassesOfNumbers ? "Number" : "Class"));
        return labels.Fit(view).Transform(view);
    }

    private static string Describe(SchemaShape.Column column) =>
        $"{column.Name}: {ColumnShape.Of(column)} [{string.Join(", ", column.Annotations.Select(annotation => $"{annotation.Name}: {ColumnShape.Of(annotation)}").Order())}]";

    private static string Describe(DataViewSchema.Column column) =>
        $"{column.Name}: {ColumnShape.Of(column)} [{string.Join(", ", column.Annotations.Schema.Select(annotation => $"{annotation.Name}: {ColumnShape.Of(annotation)}").Order())}]";

    private sealed class Spy(Action<SchemaShape> see) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();

        public SchemaShape GetOutputSchema(SchemaShape inputSchema)
        {
            see(inputSchema);
            return inputSchema;
        }
    }
}
