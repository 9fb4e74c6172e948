using Microsoft.ML;

namespace NeuronPursuit;

/// <summary>Two classes, false and true.</summary>
internal sealed class BinaryTask : LearningTask
{
    public override string ExpectedLabel => "Boolean";

    public override string LabelAdvice => "Map the values to true and false (MapValue), or use the trainer of MulticlassClassification.";

    public override bool Accepts(ColumnShape label) => label is { IsKey: false, IsVector: false } && label.Item.RawType == typeof(bool);

    public override IEstimator<ITransformer> Shape(MLContext mlContext, string features, SchemaShape.Column label) =>
        ScoringSteps.Binary(mlContext, features, "");

    public override LearnedModel Learn(LearningRun run)
    {
        NeuronPursuitClassifier<bool> classifier = run.Fit<bool, NeuronPursuitClassifier<bool>>(Read, rows =>
        {
            TrainingRows.RequireTwoClasses(rows, run.Columns, value => value ? "true" : "false");
            return run.Estimator.FitClassifier(rows.X, rows.Labels, rows.Weights, run.CancellationToken);
        });
        return new LearnedModel(
            classifier.Model,
            ScoringSteps.Binary(run.MLContext, run.Columns.Features, StoredModel.ToText(classifier.Model)));
    }

    private static LabelReader<bool> Read(DataViewRow cursor, DataViewSchema.Column label)
    {
        ValueGetter<bool> get = cursor.GetGetter<bool>(label);
        bool value = false;
        return _ =>
        {
            get(ref value);
            return value;
        };
    }
}
