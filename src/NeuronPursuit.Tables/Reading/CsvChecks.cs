namespace NeuronPursuit;

/// <summary>Refuses options that contradict themselves.</summary>
internal static class CsvChecks
{
    public static void Require(CsvOptions options)
    {
        ArgumentNullException.ThrowIfNull(options.MissingMarks, nameof(options));
        if (options.MissingMarks.Contains(null!))
        {
            throw new ArgumentException("MissingMarks has an entry that is null. Blank cells are missing in any case.", nameof(options));
        }

        if (options.DecimalMark is not (null or '.' or ','))
        {
            throw new ArgumentException($"DecimalMark is '{options.DecimalMark}'. It must be a point or a comma, or null to find out.", nameof(options));
        }

        if (options.Separator is { } separator && (separator is '"' or '\n' or '\r' or '\0' || char.IsLetterOrDigit(separator)))
        {
            throw new ArgumentException($"Separator is '{separator}', which may stand in cells. Take a comma, a semicolon, a tab or a bar, or null to find out.", nameof(options));
        }
    }
}
