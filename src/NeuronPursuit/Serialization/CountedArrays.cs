using System.Text.Json;
using System.Text.Json.Serialization;

namespace NeuronPursuit;

/// <summary>
/// Reads an array by counting its entries first. The serialiser's own readers grow lists, and for numbers as short as
/// <c>0,</c> need a multiple of ten of the file's size.
/// </summary>
/// <remarks>Exceptions have no text here: the serialiser then tells the place in the file.</remarks>
internal abstract class CountedArrayConverter<T> : JsonConverter<T[]>
{
    public override T[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        var ahead = reader;
        int count = 0;
        while (ahead.Read() && ahead.TokenType != JsonTokenType.EndArray)
        {
            ahead.Skip();
            count++;
        }

        T[] entries = new T[count];
        foreach (ref T entry in entries.AsSpan())
        {
            reader.Read();
            entry = ReadEntry(ref reader, options);
        }

        reader.Read();
        return entries;
    }

    public override void Write(Utf8JsonWriter writer, T[] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (T entry in value)
        {
            WriteEntry(writer, entry, options);
        }

        writer.WriteEndArray();
    }

    protected abstract T ReadEntry(ref Utf8JsonReader reader, JsonSerializerOptions options);

    protected abstract void WriteEntry(Utf8JsonWriter writer, T entry, JsonSerializerOptions options);
}

internal sealed class NumbersConverter : CountedArrayConverter<double>
{
    /// <summary>A number, or one of the words for those that JSON has no digits for; whoever reads it says whether it may be one.</summary>
    public static double Number(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.String when reader.ValueTextEquals("NaN"u8) => double.NaN,
        JsonTokenType.String when reader.ValueTextEquals("Infinity"u8) => double.PositiveInfinity,
        JsonTokenType.String when reader.ValueTextEquals("-Infinity"u8) => double.NegativeInfinity,
        _ => throw new JsonException(),
    };

    /// <summary>The same, written.</summary>
    public static void Write(Utf8JsonWriter writer, double number)
    {
        if (double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
        }
    }

    protected override double ReadEntry(ref Utf8JsonReader reader, JsonSerializerOptions options) => Number(ref reader);

    protected override void WriteEntry(Utf8JsonWriter writer, double entry, JsonSerializerOptions options) => Write(writer, entry);
}

/// <summary>The same for lists of numbers that are public.</summary>
internal sealed class NumberListConverter : JsonConverter<IReadOnlyList<double>>
{
    private readonly NumbersConverter _numbers = new();

    public override IReadOnlyList<double> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        _numbers.Read(ref reader, typeof(double[]), options);

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<double> value, JsonSerializerOptions options) =>
        _numbers.Write(writer, [.. value], options);
}

/// <summary>Rows of texts.</summary>
internal sealed class TextTableConverter : CountedArrayConverter<string[]>
{
    private readonly TextsConverter _texts = new();

    protected override string[] ReadEntry(ref Utf8JsonReader reader, JsonSerializerOptions options) =>
        _texts.Read(ref reader, typeof(string[]), options);

    protected override void WriteEntry(Utf8JsonWriter writer, string[] entry, JsonSerializerOptions options) =>
        _texts.Write(writer, entry, options);

    private sealed class TextsConverter : CountedArrayConverter<string>
    {
        protected override string ReadEntry(ref Utf8JsonReader reader, JsonSerializerOptions options) => reader.TokenType == JsonTokenType.String
            ? reader.GetString()!
            : throw new JsonException();

        protected override void WriteEntry(Utf8JsonWriter writer, string entry, JsonSerializerOptions options) => writer.WriteStringValue(entry);
    }
}
