using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuronPursuit;

/// <summary>Numbers: one per row, or a vector of them.</summary>
internal sealed class RegressionTask : LearningTask
{
    public override string ExpectedLabel => "Single, or a vector of Single of known size";

    public override string LabelAdvice => "Convert numbers by ConvertType, join several columns by Concatenate; for classes use the trainers of BinaryClassification and MulticlassClassification.";

    public override bool Accepts(ColumnShape label) => label.IsSingle && label.IsVector == label.IsSized;

    public override IEstimator<ITransformer> Shape(MLContext mlContext, string features, SchemaShape.Column label)
    {
        if (!ColumnShape.Of(label).IsVector)
        {
            return ScoringSteps.Number(mlContext, features, "");
        }

        bool named = label.Annotations.Any(annotation => annotation.Name == "SlotNames");
        return ScoringSteps.Vector(mlContext, features, "", slots: 2, named ? ["", ""] : null);
    }

    public override LearnedModel Learn(LearningRun run)
    {
        (MLContext mlContext, string features) = (run.MLContext, run.Columns.Features);
        if (run.Label.Type is not VectorDataViewType vector)
        {
            NeuronPursuitModel model = run.Fit<float, NeuronPursuitModel>(ReadNumber, rows => rows.Weights is null
                ? run.Estimator.Fit(rows.X, rows.Labels, run.CancellationToken)
                : run.Estimator.Fit(rows.X, rows.Labels, rows.Weights, run.CancellationToken));
            return new LearnedModel(model, ScoringSteps.Number(mlContext, features, StoredModel.ToText(model)));
        }

        NeuronPursuitModel outputs = run.Fit<float[], NeuronPursuitModel>(ReadVector, rows => rows.Weights is null
            ? run.Estimator.Fit(rows.X, TrainingRows.ToMatrix(rows.Labels), run.CancellationToken)
            : run.Estimator.Fit(rows.X, TrainingRows.ToMatrix(rows.Labels), rows.Weights, run.CancellationToken));
        return new LearnedModel(
            outputs,
            ScoringSteps.Vector(mlContext, features, StoredModel.ToText(outputs), vector.Size, SlotNames.GivenBy(run.Label)));
    }

    private static LabelReader<float> ReadNumber(DataViewRow cursor, DataViewSchema.Column label)
    {
        ValueGetter<float> get = cursor.GetGetter<float>(label);
        float value = 0;
        return row =>
        {
            get(ref value);
            return float.IsFinite(value) ? value : throw BadLabel(label, row, FormattableString.Invariant($"{value}"), "a finite number");
        };
    }

    private static LabelReader<float[]> ReadVector(DataViewRow cursor, DataViewSchema.Column label)
    {
        ValueGetter<VBuffer<float>> get = cursor.GetGetter<VBuffer<float>>(label);
        VBuffer<float> buffer = default;
        return row =>
        {
            get(ref buffer);
            float[] values = [.. buffer.DenseValues()];
            int bad = Array.FindIndex(values, value => !float.IsFinite(value));
            return bad < 0
                ? values
                : throw BadLabel(label, row, FormattableString.Invariant($"{values[bad]} at slot {bad}"), "a finite number");
        };
    }
}
