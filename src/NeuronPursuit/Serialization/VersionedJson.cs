using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NeuronPursuit;

/// <summary>Reads a JSON file that begins by saying what it is: the format and version are judged before the content.</summary>
internal static class VersionedJson
{
    /// <param name="stream">The file.</param>
    /// <param name="kind">What it is, for messages: "model" or "checkpoint".</param>
    /// <param name="format">The format that is expected.</param>
    /// <param name="version">The version that this library reads.</param>
    /// <param name="type">How to read the rest.</param>
    /// <exception cref="InvalidDataException">It is something else, or damaged.</exception>
    public static T Read<T>(Stream stream, string kind, string format, int version, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
            JsonElement root = document.RootElement;
            string? foundFormat = Member(root, "format") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
            if (foundFormat != format)
            {
                throw new InvalidDataException($"The file is no {kind}: its format is '{foundFormat}'; '{format}' was expected.");
            }

            int? foundVersion = Member(root, "version") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int value)
                ? value
                : null;
            if (foundVersion is null)
            {
                throw new InvalidDataException($"The {kind} is damaged: its version is missing or no whole number.");
            }

            if (foundVersion != version)
            {
                throw new InvalidDataException(
                    $"The {kind}'s format version is {foundVersion}; this library reads version {version}. Use a newer library.");
            }

            return root.Deserialize(type)!;
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The file is no {kind}, or a damaged one: {exception.Message}", exception);
        }
    }

    private static JsonElement? Member(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out JsonElement member) ? member : null;
}
