using System.Text.Json;

namespace NeuronPursuit;

/// <summary>Encoders as JSON.</summary>
internal static class EncoderSerializer
{
    private const string Format = "NeuronPursuit.OneHotEncoder";
    private const int Version = 1;

    public static void Save(OneHotEncoder encoder, Stream stream) => JsonSerializer.Serialize(
        stream,
        new EncoderDocument(Format, Version, encoder.Unknown, [.. encoder.Categories.Select(column => column.ToArray())]),
        DocumentContext.Default.EncoderDocument);

    public static OneHotEncoder Load(Stream stream)
    {
        EncoderDocument document = VersionedJson.Read(stream, "encoder", Format, Version, DocumentContext.Default.EncoderDocument);
        DocumentChecks.Require(Enum.IsDefined(document.Unknown), $"unknown is {document.Unknown}, which is none");
        DocumentChecks.Require(
            document.Categories.Length > 0 && document.Categories.All(column => column.Length > 0 && IsAscending(column)),
            "categories must hold at least one column, each of at least one category, in ascending ordinal order");
        return new OneHotEncoder(document.Categories, document.Unknown);
    }

    private static bool IsAscending(string[] column)
    {
        for (int i = 1; i < column.Length; i++)
        {
            if (string.CompareOrdinal(column[i - 1], column[i]) >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
