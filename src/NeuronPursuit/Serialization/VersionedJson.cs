using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace NeuronPursuit;

/// <summary>Reads a JSON file that says what it is: the format and version are judged before the content.</summary>
/// <remarks>The text is held once and read twice, so that a file costs little more memory than what it describes.</remarks>
internal static class VersionedJson
{
    /// <param name="stream">The file.</param>
    /// <param name="kind">What it is, for messages: "model" or "checkpoint".</param>
    /// <param name="format">The format that is expected.</param>
    /// <param name="version">The version that this library reads.</param>
    /// <param name="type">How to read the rest.</param>
    /// <exception cref="InvalidDataException">It is something else, or damaged.</exception>
    public static T Read<T>(Stream stream, string kind, string format, int version, JsonTypeInfo<T> type)
        where T : class => Read(stream, kind, format, version, version, (text, _) => Content(text, type));

    /// <summary>Reads a file of one of several versions.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="kind">What it is, for messages.</param>
    /// <param name="format">The format that is expected.</param>
    /// <param name="oldest">The oldest version that this library reads.</param>
    /// <param name="newest">The newest one.</param>
    /// <param name="read">Reads the text, given the version.</param>
    /// <exception cref="InvalidDataException">It is something else, or damaged.</exception>
    public static T Read<T>(
        Stream stream, string kind, string format, int oldest, int newest, Func<ReadOnlyMemory<byte>, int, T> read)
    {
        long? position = stream.CanSeek ? stream.Position : null;
        ReadOnlyMemory<byte> text = ReadAll(stream);
        if (text.IsEmpty)
        {
            throw new InvalidDataException(position > 0
                ? $"The file is no {kind}: the stream is at its end ({position} bytes from its beginning). To read what was just written to it, set Position = 0 first."
                : $"The file is no {kind}: it is empty.");
        }

        try
        {
            (string? foundFormat, int? version) = Head(text.Span);
            if (foundFormat != format)
            {
                throw new InvalidDataException($"The file is no {kind}: its format is '{foundFormat}'; '{format}' was expected.{FileKinds.Advice(foundFormat, text.Span)}");
            }

            if (version is null)
            {
                throw new InvalidDataException($"The {kind} is damaged: its version is missing or no whole number.");
            }

            if (version < oldest || version > newest)
            {
                throw new InvalidDataException(
                    $"The {kind}'s format version is {version}; this library reads version {(oldest == newest ? $"{newest}" : $"{oldest} to {newest}")}.{(version > newest ? " Use a newer library." : "")}");
            }

            return read(text, version.Value);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Text that is no valid UTF-8 is found when it is read, and told of by the latter.
            throw new InvalidDataException($"The file is no {kind}, or a damaged one: {exception.Message}", exception);
        }
    }

    public static T Content<T>(ReadOnlyMemory<byte> text, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(text.Span, type) ?? throw new JsonException("It holds null.");

    private static (string? Format, int? Version) Head(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        (string? format, int? version) = (null, null);
        bool isObject = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
        while (isObject && (format is null || version is null) && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isFormat = reader.ValueTextEquals("format"u8);
            bool isVersion = reader.ValueTextEquals("version"u8);
            reader.Read();
            if (isFormat && reader.TokenType == JsonTokenType.String)
            {
                format = reader.GetString();
            }
            else if (isVersion && reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out int number))
            {
                version = number;
            }

            reader.Skip();
        }

        return (format, version);
    }

    private static ReadOnlyMemory<byte> ReadAll(Stream stream)
    {
        ReadOnlyMemory<byte> text;
        if (stream.CanSeek && stream.Length - stream.Position is >= 0 and var length)
        {
            if (length > Array.MaxLength)
            {
                throw new InvalidDataException($"The file has {length} bytes; at most {Array.MaxLength} are read.");
            }

            byte[] bytes = new byte[length];
            text = bytes.AsMemory(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
        }
        else
        {
            var copy = new MemoryStream();
            stream.CopyTo(copy);
            text = copy.GetBuffer().AsMemory(0, (int)copy.Length);
        }

        return text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;
    }
}
