using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuronPursuit;

/// <summary>Numbers: one per row, or a vector of them.</summary>
/// <param name="coverage">Of the interval beside each prediction, which only one number per row has; null for none.</param>
internal sealed class RegressionTask(double? coverage) : LearningTask
{
    public override string ExpectedLabel => coverage is null ? "Single, or a vector of Single of known size" : "Single (intervals are for one output)";

    public override string LabelAdvice => "Convert numbers by ConvertType, join several columns by Concatenate; for classes use the trainers of BinaryClassification and MulticlassClassification.";

    public override bool Accepts(ColumnShape label) => label.IsSingle && label.IsVector == label.IsSized && !(label.IsVector && coverage is not null);

    public override IEstimator<ITransformer> Shape(MLContext mlContext, string features, SchemaShape.Column label)
    {
        if (!ColumnShape.Of(label).IsVector)
        {
            return coverage is null ? ScoringSteps.Number(mlContext, features, "") : ScoringSteps.Interval(mlContext, features, "");
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
            return new LearnedModel(model, coverage is { } share
                ? ScoringSteps.Interval(mlContext, features, StoredModel.ToText(WithIntervals(model, share), share))
                : ScoringSteps.Number(mlContext, features, StoredModel.ToText(model)));
        }

        NeuronPursuitModel outputs = run.Fit<float[], NeuronPursuitModel>(ReadVector, rows => rows.Weights is null
            ? run.Estimator.Fit(rows.X, TrainingRows.ToMatrix(rows.Labels), run.CancellationToken)
            : run.Estimator.Fit(rows.X, TrainingRows.ToMatrix(rows.Labels), rows.Weights, run.CancellationToken));
        return new LearnedModel(
            outputs,
            ScoringSteps.Vector(mlContext, features, StoredModel.ToText(outputs), vector.Size, SlotNames.GivenBy(run.Label)));
    }

    /// <exception cref="InvalidOperationException">The model has no intervals of such a coverage; the message says why.</exception>
    private static NeuronPursuitModel WithIntervals(NeuronPursuitModel model, double coverage)
    {
        try
        {
            _ = model.PredictInterval(new double[0, model.InputCount], coverage);
            return model;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentOutOfRangeException)
        {
            throw new InvalidOperationException(
                FormattableString.Invariant($"intervalCoverage is {coverage}, but the model has no such intervals. {error.Message} Or leave intervalCoverage out."), error);
        }
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
