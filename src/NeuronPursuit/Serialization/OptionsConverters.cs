using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace NeuronPursuit;

/// <summary>One of several classes, as an object with a single member: the name of the class with its settings.</summary>
internal abstract class NamedClassConverter<T>(params Type[] classes) : JsonConverter<T>
    where T : class
{
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(value.GetType().Name);
        JsonSerializer.Serialize(writer, value, options.GetTypeInfo(value.GetType()));
        writer.WriteEndObject();
    }

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        reader.Read();
        string? name = reader.TokenType == JsonTokenType.PropertyName ? reader.GetString() : null;
        Type type = Array.Find(classes, candidate => candidate.Name == name) ?? throw new JsonException($"{name} is not known.");
        reader.Read();
        JsonTypeInfo info = options.GetTypeInfo(type);
        T value = (T?)JsonSerializer.Deserialize(ref reader, info) ?? throw new JsonException($"{name} is null.");
        reader.Read();
        return value;
    }
}

internal sealed class MaximizerConverter() : NamedClassConverter<INcfMaximizer>(Classes)
{
    private static Type[] Classes { get; } =
        [typeof(BatchedAscent), typeof(ProjectedGradientAscent), typeof(IterativeHardThresholding), typeof(SignVectorSearch)];

    public static bool Knows(INcfMaximizer maximizer) => Classes.Contains(maximizer.GetType());
}

internal sealed class OptimizerConverter() : NamedClassConverter<IWeightOptimizer>(Classes)
{
    private static Type[] Classes { get; } = [typeof(LimitedMemoryBfgs), typeof(LevenbergMarquardt), typeof(GradientDescent)];

    public static bool Knows(IWeightOptimizer optimizer) => Classes.Contains(optimizer.GetType());
}

internal sealed class ProcedureConverter() : NamedClassConverter<PursuitProcedure>(typeof(GrowthProcedure), typeof(FixedWidthProcedure), typeof(SparseProcedure));

/// <summary>An activation is three numbers, and a fourth to name it.</summary>
internal sealed class ActivationConverter : JsonConverter<HomogeneousActivation>
{
    public override void Write(Utf8JsonWriter writer, HomogeneousActivation value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, NetworkDocuments.From(value), OptionsContext.Default.ActivationDocument);

    public override HomogeneousActivation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        NetworkDocuments.ToActivation(
            JsonSerializer.Deserialize(ref reader, OptionsContext.Default.ActivationDocument) ?? throw new JsonException("An activation is null."));
}

/// <summary>A loss as it is named to a shard.</summary>
internal sealed class LossConverter : JsonConverter<ILoss>
{
    public override void Write(Utf8JsonWriter writer, ILoss value, JsonSerializerOptions options)
    {
        var bytes = new ShardWriter();
        ShardLosses.Write(bytes, value);
        writer.WriteBase64StringValue(bytes.Written);
    }

    public override ILoss Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var bytes = new ShardReader(reader.GetBytesFromBase64());
        return ShardLosses.Read(ref bytes);
    }
}
