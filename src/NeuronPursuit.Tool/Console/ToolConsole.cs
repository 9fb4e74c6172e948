using System.Text.Json;
using System.Text.Json.Serialization;

namespace NeuronPursuit;

/// <summary>Where a command writes: results to one place, progress and errors to another.</summary>
/// <param name="Out">Results.</param>
/// <param name="Error">Progress, notes and errors.</param>
/// <param name="ShowsProgress">Whether a person looks at <paramref name="Error"/>: a terminal.</param>
internal sealed record ToolConsole(TextWriter Out, TextWriter Error, bool ShowsProgress)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FiniteNumberConverter(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly JsonSerializerOptions Compact = new(Json) { WriteIndented = false };

    public static ToolConsole OfProcess() => new(System.Console.Out, System.Console.Error, !System.Console.IsErrorRedirected && !System.Console.IsOutputRedirected);

    /// <summary>Writes what a machine reads: one JSON value, a number that is none as null.</summary>
    public void WriteJson(object value) => Out.WriteLine(JsonSerializer.Serialize(value, Json));

    public static byte[] ToJson(object value) => JsonSerializer.SerializeToUtf8Bytes(value, Compact);

    /// <summary>Numbers that JSON does not have are null.</summary>
    private sealed class FiniteNumberConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }
    }
}
