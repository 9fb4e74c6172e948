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
        where T : class => Read(stream, kind, format, version, version, (root, _) => root.Deserialize(type)!);

    /// <summary>Reads a file of one of several versions.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="kind">What it is, for messages.</param>
    /// <param name="format">The format that is expected.</param>
    /// <param name="oldest">The oldest version that this library reads.</param>
    /// <param name="newest">The newest one.</param>
    /// <param name="read">Reads the rest, given the version.</param>
    /// <exception cref="InvalidDataException">It is something else, or damaged.</exception>
    public static T Read<T>(
        Stream stream, string kind, string format, int oldest, int newest, Func<JsonElement, int, T> read)
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

            if (Member(root, "version") is not { ValueKind: JsonValueKind.Number } number || !number.TryGetInt32(out int version))
            {
                throw new InvalidDataException($"The {kind} is damaged: its version is missing or no whole number.");
            }

            if (version < oldest || version > newest)
            {
                throw new InvalidDataException(
                    $"The {kind}'s format version is {version}; this library reads version {(oldest == newest ? $"{newest}" : $"{oldest} to {newest}")}.{(version > newest ? " Use a newer library." : "")}");
            }

            return read(root, version);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException and not ObjectDisposedException)
        {
            // Text that is no valid UTF-8 is found when it is read, and told of by the latter.
            throw new InvalidDataException($"The file is no {kind}, or a damaged one: {exception.Message}", exception);
        }
    }

    private static JsonElement? Member(JsonElement root, string name) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(name, out JsonElement member) ? member : null;
}
