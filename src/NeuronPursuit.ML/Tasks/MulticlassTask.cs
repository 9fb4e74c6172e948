using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuronPursuit;

/// <summary>Two classes or more, given as keys.</summary>
internal sealed class MulticlassTask : LearningTask
{
    public override string ExpectedLabel => "a key";

    public override string LabelAdvice => "Turn the values into keys by MapValueToKey.";

    public override bool Accepts(ColumnShape label) => label is { IsKey: true, IsVector: false };

    public override IEstimator<ITransformer> Shape(MLContext mlContext, string features, SchemaShape.Column label) =>
        ScoringSteps.Classes(mlContext, features, "", slots: 2, KeyValues.Of(label, count: 2));

    public override LearnedModel Learn(LearningRun run)
    {
        var key = (KeyDataViewType)run.Label.Type;
        KeyValues? values = KeyValues.Of(run.Label);
        string[]? names = values?.Names;
        if (key.Count > (ulong)(Array.MaxLength / VectorMapping.Width))
        {
            throw BadInput.Of(
                $"Column '{run.Columns.Label}' (label) has keys for {key.Count} classes, more than there can be scores in a vector. Make its keys by MapValueToKey, which counts the values that occur.");
        }

        NeuronPursuitClassifier<int> classifier = run.Fit<int, NeuronPursuitClassifier<int>>(
            Read,
            rows =>
            {
                TrainingRows.RequireTwoClasses(rows, run.Columns, NameOf);
                return run.Estimator.FitClassifier(rows.X, rows.Labels, rows.Weights, run.CancellationToken);
            },
            NameOf);
        int slots = (int)key.Count;
        string model = StoredModel.ToText(classifier, slots);
        return new LearnedModel(
            classifier.Model, ScoringSteps.Classes(run.MLContext, run.Columns.Features, model, slots, values));

        string NameOf(int slot) => names is null ? FormattableString.Invariant($"key {slot + 1}") : names[slot];
    }

    private static LabelReader<int> Read(DataViewRow cursor, DataViewSchema.Column label) =>
        label.Type.RawType == typeof(byte) ? Read<byte>(cursor, label, key => key)
        : label.Type.RawType == typeof(ushort) ? Read<ushort>(cursor, label, key => key)
        : label.Type.RawType == typeof(uint) ? Read<uint>(cursor, label, key => key)
        : Read<ulong>(cursor, label, key => key);

    /// <summary>The slot of the key: keys count from 1, and 0 is a missing one.</summary>
    private static LabelReader<int> Read<TKey>(DataViewRow cursor, DataViewSchema.Column label, Func<TKey, ulong> number)
        where TKey : struct
    {
        ValueGetter<TKey> get = cursor.GetGetter<TKey>(label);
        TKey value = default;
        return row =>
        {
            get(ref value);
            ulong key = number(value);
            return key > 0 ? (int)(key - 1) : throw BadLabel(label, row, "missing", "a class");
        };
    }
}
