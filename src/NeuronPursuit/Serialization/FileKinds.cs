using System.Text.Json;

namespace NeuronPursuit;

/// <summary>What reads which of the library's files.</summary>
internal static class FileKinds
{
    /// <summary>How a file is read that was taken for one of another kind: a sentence, with a blank before it.</summary>
    /// <param name="format">The format that it says it has; null if it says none.</param>
    /// <param name="text">All of it.</param>
    public static string Advice(string? format, ReadOnlySpan<byte> text) => format switch
    {
        "NeuronPursuit.Model" => " It is a model: NeuronPursuitModel.Load reads it.",
        "NeuronPursuit.Classifier" =>
            $" It is a classifier: NeuronPursuitClassifier<{LabelTypeOf(text)}>.Load reads it, and its Model is the model behind it.",
        "NeuronPursuit.OneHotEncoder" => " It is an encoder: OneHotEncoder.Load reads it.",
        "NeuronPursuit.Checkpoint" or "NeuronPursuit.Member" =>
            " It is a checkpoint: Fit with the same data and settings and WithCheckpoints(its directory) goes on from it.",
        _ => "",
    };

    /// <summary>The type of the labels as a caller writes it, as far as the file is whole.</summary>
    private static string LabelTypeOf(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text);
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                bool isKind = reader.ValueTextEquals("labelKind"u8);
                reader.Read();
                if (isKind && reader.TokenType == JsonTokenType.String && Enum.TryParse(reader.GetString(), out LabelKind kind))
                {
                    return TypeOf(kind);
                }

                reader.Skip();
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // A damaged file is still a classifier's.
        }

        return "TLabel";
    }

    private static string TypeOf(LabelKind kind) => kind switch
    {
        LabelKind.Number => "int",
        LabelKind.Text => "string",
        LabelKind.Logical => "bool",
        LabelKind.Name => "the enum of its labels",
        _ => "TLabel",
    };
}
