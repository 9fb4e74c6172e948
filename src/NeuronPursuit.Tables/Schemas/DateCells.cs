namespace NeuronPursuit;

/// <summary>
/// Dates as text where the schema is known: those of the format of the training, and of formats in which day and month cannot be mixed up, such as ISO. Which
/// of 02/03/2024 is the day is not guessed anew from every cell or table.
/// </summary>
internal static class DateCells
{
    /// <summary>A date in days; null where it is neither of the format of the training nor of one that leaves nothing open.</summary>
    public static double? Read(ColumnSchema schema, string text) =>
        (schema.DateFormat is { } format && DateText.TryRead(text, format, out long ticks)) || DateText.TryReadPlain(text, out ticks)
            ? Alignment.DaysOf(ticks)
            : null;

    /// <summary>All levels of a column in days; null where one is none.</summary>
    public static double[]? Read(ColumnSchema schema, string[] levels)
    {
        double?[] days = Array.ConvertAll(levels, level => Read(schema, level));
        return Array.TrueForAll(days, day => day is not null) ? Array.ConvertAll(days, day => day!.Value) : null;
    }

    /// <summary>Why dates that were read from text by another format do not fit; null where they do, were no text, or the caller has said their format.</summary>
    public static string? FormatProblem(ColumnSchema schema, DateColumn column)
    {
        bool fits = column.IsChosen || column.Format is null || DateText.IsPlain(column.Format)
            || (schema.DateFormat is { } known && DateText.NameOf(known) == DateText.NameOf(column.Format));
        return fits
            ? null
            : $"has dates that were read as {column.Format}, where training had {schema.DateFormat ?? "dates that were no text"}, and either may be day or month first. Write them as in training or as {DateText.Iso}, or if they are right as they were read say table.AsDate(\"{schema.Name}\", \"{column.Format}\")";
    }
}
