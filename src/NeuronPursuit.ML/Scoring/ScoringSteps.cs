using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace NeuronPursuit;

/// <summary>
/// The steps of ML.NET's own that score rows by a model (docs/adr/0033). A pipeline of them can be saved; a transformer
/// of our own could not.
/// </summary>
internal static class ScoringSteps
{
    private const string LookupKey = "Key";
    private const string LookupValue = "Value";

    /// <summary>Score: a number.</summary>
    public static EstimatorChain<ITransformer> Number(MLContext mlContext, string features, string model) => Chain(
        mlContext,
        [
            .. Model(mlContext, features, model),
            mlContext.Transforms.CustomMapping(new NumberMapping().GetMapping(), NumberMapping.Contract),
        ]);

    /// <summary>Score, Lower and Upper: a number and the ends of its interval.</summary>
    public static EstimatorChain<ITransformer> Interval(MLContext mlContext, string features, string model) => Chain(
        mlContext,
        [
            .. Model(mlContext, features, model),
            mlContext.Transforms.CustomMapping(new IntervalMapping().GetMapping(), IntervalMapping.Contract),
        ]);

    /// <summary>Score, Probability and PredictedLabel of two classes.</summary>
    public static EstimatorChain<ITransformer> Binary(MLContext mlContext, string features, string model) => Chain(
        mlContext,
        [
            .. Model(mlContext, features, model),
            mlContext.Transforms.CustomMapping(new BinaryMapping().GetMapping(), BinaryMapping.Contract),
        ]);

    /// <summary>Score: a vector.</summary>
    public static EstimatorChain<ITransformer> Vector(
        MLContext mlContext, string features, string model, int slots, string[]? slotNames) => Chain(
        mlContext,
        [
            .. Model(mlContext, features, model),
            .. Scores(mlContext, slots, slotNames),
        ],
        TemporaryColumns.Values,
        TemporaryColumns.Class,
        TemporaryColumns.Offsets);

    /// <summary>Score: a vector of probabilities; PredictedLabel: a key.</summary>
    public static EstimatorChain<ITransformer> Classes(
        MLContext mlContext, string features, string model, int slots, KeyValues? labels) => Chain(
        mlContext,
        [
            .. Model(mlContext, features, model),
            .. Scores(mlContext, slots, labels?.Names),
            PredictedLabel(mlContext, slots, labels),
        ],
        TemporaryColumns.Values,
        TemporaryColumns.Class,
        TemporaryColumns.Offsets);

    private static EstimatorChain<ITransformer> Chain(
        MLContext mlContext, IEnumerable<IEstimator<ITransformer>> steps, params string[] temporary) => steps
        .Append(mlContext.Transforms.DropColumns(
            [TemporaryColumns.Features, TemporaryColumns.Key, TemporaryColumns.Model, .. temporary]))
        .Aggregate(new EstimatorChain<ITransformer>(), (chain, step) => chain.Append(step));

    /// <summary>Puts the features and the model as text beside each other.</summary>
    private static IEnumerable<IEstimator<ITransformer>> Model(MLContext mlContext, string features, string model) =>
    [
        mlContext.Transforms.CopyColumns(TemporaryColumns.Features, features),
        mlContext.Transforms.CustomMapping(new ModelKeyMapping().GetMapping(), ModelKeyMapping.Contract),
        mlContext.Transforms.Conversion.MapValue(
            TemporaryColumns.Model, [KeyValuePair.Create(ModelKey.Value, model)], TemporaryColumns.Key),
    ];

    /// <summary>
    /// A vector of known size with names. The lookup of the offsets gives size and names, the expression the values.
    /// </summary>
    private static IEnumerable<IEstimator<ITransformer>> Scores(MLContext mlContext, int slots, string[]? slotNames)
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(OffsetsRow));
        definition[LookupValue].ColumnType = new VectorDataViewType(NumberDataViewType.Int32, slots);
        if (slotNames is not null)
        {
            definition[LookupValue].AddAnnotation(
                "SlotNames",
                new VBuffer<ReadOnlyMemory<char>>(slots, [.. slotNames.Select(name => name.AsMemory())]),
                new VectorDataViewType(TextDataViewType.Instance, slots));
        }

        var row = new OffsetsRow { Value = [.. Enumerable.Range(0, slots).Select(slot => slot * VectorMapping.Width)] };
        return
        [
            mlContext.Transforms.CustomMapping(new VectorMapping().GetMapping(), VectorMapping.Contract),
            Lookup(mlContext, TemporaryColumns.Offsets, TemporaryColumns.Key, [row], definition),
            mlContext.Transforms.Expression(
                "Score", VectorMapping.Expression, TemporaryColumns.Offsets, TemporaryColumns.Values),
        ];
    }

    /// <summary>The predicted class as a key that stands for the same values as the label's.</summary>
    private static ValueMappingEstimator PredictedLabel(MLContext mlContext, int slots, KeyValues? labels)
    {
        SchemaDefinition definition = SchemaDefinition.Create(typeof(ClassRow));
        definition[LookupValue].ColumnType = new KeyDataViewType(typeof(uint), slots);
        labels?.Annotate(definition[LookupValue]);
        return Lookup(
            mlContext,
            "PredictedLabel",
            TemporaryColumns.Class,
            Enumerable.Range(0, slots).Select(slot => new ClassRow { Key = slot, Value = (uint)slot }),
            definition);
    }

    private static ValueMappingEstimator Lookup<TRow>(
        MLContext mlContext, string output, string input, IEnumerable<TRow> rows, SchemaDefinition definition)
        where TRow : class
    {
        IDataView table = mlContext.Data.LoadFromEnumerable(rows, definition);
        return mlContext.Transforms.Conversion.MapValue(
            output, table, table.Schema[LookupKey], table.Schema[LookupValue], input);
    }

    /// <summary>Where the slots of a vector begin in its text.</summary>
    private sealed class OffsetsRow
    {
        public int Key { get; set; } = ModelKey.Value;

        public int[] Value { get; set; } = [];
    }

    /// <summary>A class and its key, both counted from 0: ML.NET adds the 1 by which keys tell 0 from missing.</summary>
    private sealed class ClassRow
    {
        public int Key { get; set; }

        public uint Value { get; set; }
    }
}
