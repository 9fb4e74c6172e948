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

/// <summary>Labels to text and back, and their places among the columns of a table.</summary>
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

    public static string ToText<TLabel>(TLabel label)
        where TLabel : notnull => Convert.ToString(label, CultureInfo.InvariantCulture)!;

    /// <summary>The place of every label in an order of distinct ones, which are the columns of a table.</summary>
    /// <exception cref="ArgumentException">The order is not one of the columns, or a label is not in it.</exception>
    public static int[] PlacesOf<TLabel>(TLabel[] labels, IReadOnlyList<TLabel> order, int columns)
        where TLabel : notnull
    {
        var places = new Dictionary<TLabel, int>(order.Count);
        for (int k = 0; k < order.Count; k++)
        {
            places[order[k]] = k;
        }

        if (order.Count != columns || places.Count != columns)
        {
            throw new ArgumentException(
                $"order has {order.Count} labels, {places.Count} different ones, but probabilities has {columns} columns. Name every column once: pass the Labels of the classifier.", nameof(order));
        }

        int wrong = Array.FindIndex(labels, label => label is null || !places.ContainsKey(label));
        return wrong < 0
            ? Array.ConvertAll(labels, label => places[label])
            : throw new ArgumentException(
                $"labels[{wrong}] is '{labels[wrong]}' (row {wrong}, counted from 0), which is none of the {columns} classes: {string.Join(", ", order.Take(10))}{(columns > 10 ? ", ..." : "")}. Leave such rows out, or fit with rows of that class.",
                nameof(labels));
    }

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
