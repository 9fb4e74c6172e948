namespace NeuronPursuit;

/// <summary>
/// How numbers of a file's columns are written, as its beginning shows. Where that leaves the sign of decimals open, the first number that
/// has one decides, by the rules of a whole file.
/// </summary>
internal sealed class PinnedNumbers
{
    private readonly CsvTexts[] _texts;
    private readonly CsvNumbers _rules;
    private readonly NumberChoice[] _choices;
    private readonly bool[] _open;

    /// <param name="texts">The beginning of every column.</param>
    /// <param name="rules">That choose.</param>
    public PinnedNumbers(CsvTexts[] texts, CsvNumbers rules)
    {
        (_texts, _rules, _choices) = (texts, rules, rules.Choose(texts));
        _open = [.. texts.Select((one, column) => _choices[column].Style is not null && !one.Texts.Any(HasMark))];
    }

    /// <summary>The style of a column; null where it has no numbers.</summary>
    public NumberStyle? StyleOf(int column) => _choices[column].Style;

    /// <summary>Numbers of a column with what is known of their sign of decimals.</summary>
    public NumberColumn Marked(int column, NumberColumn numbers) => numbers with { DecimalMark = _choices[column].Shown, IsMarkOpen = _choices[column].IsOpen };

    /// <summary>Reads a number of a column that has a style.</summary>
    public bool TryRead(int column, string text, out double value)
    {
        if (_open[column] && HasMark(text))
        {
            _open[column] = false;
            _texts[column] = new CsvTexts(_texts[column].Name, [.. _texts[column].Texts, text], [.. _texts[column].Counts, 1], [.. _texts[column].Lines, 1]);
            NumberChoice choice = _rules.Choose(_texts)[column];
            if (choice.Style is null)
            {
                throw new InvalidDataException($"Column '{_texts[column].Name}' {choice.Problem ?? $"has '{TextColumns.Short(text)}' among numbers"}.");
            }

            _choices[column] = choice;
        }

        return NumberText.TryRead(text, _choices[column].Style!.Value, out value);
    }

    /// <summary>What a column is whose beginning was missing.</summary>
    public NumberChoice Choose(CsvTexts column) => _rules.Choose([column, .. _texts.Where(other => other.Name != column.Name)])[0];

    private static bool HasMark(string text) => text.AsSpan().ContainsAny('.', ',');
}
