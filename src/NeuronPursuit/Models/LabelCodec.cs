using System.Globalization;

namespace NeuronPursuit;

/// <summary>Kinds of labels; files hold the kind and the labels as text, never the name of a type.</summary>
internal enum LabelKind
{
    /// <summary>Whole numbers.</summary>
    Number,

    /// <summary>Strings.</summary>
    Text,

    /// <summary>True and false.</summary>
    Logical,

    /// <summary>Members of an enumeration, by name.</summary>
    Name,
}

/// <summary>Labels to text and back, and their order: numbers by value, strings ordinal, false first, enums by value.</summary>
internal static class LabelCodec
{
    /// <exception cref="NotSupportedException">Labels of this type are not supported.</exception>
    public static LabelKind KindOf<TLabel>() =>
        typeof(TLabel) == typeof(int) ? LabelKind.Number
        : typeof(TLabel) == typeof(string) ? LabelKind.Text
        : typeof(TLabel) == typeof(bool) ? LabelKind.Logical
        : typeof(TLabel).IsEnum ? LabelKind.Name
        : throw new NotSupportedException(
            $"Labels are int, string, bool or of an enum, not {typeof(TLabel)}. For numbers that are to be predicted use Fit.");

    public static IComparer<TLabel> Order<TLabel>() =>
        typeof(TLabel) == typeof(string) ? (IComparer<TLabel>)StringComparer.Ordinal : Comparer<TLabel>.Default;

    public static string ToText<TLabel>(TLabel label)
        where TLabel : notnull => Convert.ToString(label, CultureInfo.InvariantCulture)!;

    /// <exception cref="InvalidDataException">The text is no such label.</exception>
    public static TLabel Parse<TLabel>(string text)
    {
        object? label = KindOf<TLabel>() switch
        {
            LabelKind.Number => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null,
            LabelKind.Text => text,
            LabelKind.Logical => bool.TryParse(text, out bool logical) ? logical : null,
            _ => Enum.TryParse(typeof(TLabel), text, out object? member) ? member : null,
        };
        return label is null
            ? throw new InvalidDataException(
                $"The file holds the label '{text}', which is no {typeof(TLabel).Name}. Load it with the type of labels that it was fitted with.")
            : (TLabel)label;
    }
}
