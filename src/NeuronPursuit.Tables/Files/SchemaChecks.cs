namespace NeuronPursuit;

/// <summary>What a schema from a file must hold to be used.</summary>
internal static class SchemaChecks
{
    public static void Require(IReadOnlyList<ColumnSchema> columns, bool isClassifier)
    {
        Require(columns.All(column => column is { Name: not null, Categories: not null } && Enum.IsDefined(column.Kind) && Enum.IsDefined(column.Role)), "columns has an entry that is null or of an unknown kind");
        Require(columns.Select(column => column.Name).Distinct().Count() == columns.Count, "columns has a name twice");
        ColumnSchema[] targets = [.. columns.Where(column => column.Role == ColumnRole.Target)];
        Require(targets.Length == 1, $"columns has {targets.Length} targets");
        Require(columns.Any(column => column.Role == ColumnRole.Input), "columns has no input");
        Require(targets[0].Kind == ColumnKind.Number != isClassifier && targets[0].Kind is not (ColumnKind.Text or ColumnKind.Date), $"a target of {targets[0].Kind} does not fit its model");
        foreach (ColumnSchema column in columns.Where(column => column.Role is ColumnRole.Input or ColumnRole.Target))
        {
            Require(column.Kind != ColumnKind.Text, $"column '{column.Name}' is text");
            Require(column.MissingShare is >= 0 and <= 1 && IsRange(column.Minimum, column.Maximum), $"column '{column.Name}' has a range or a share that is none");
            Require(column.DecimalMark is null or '.' or ',', $"column '{column.Name}' has a sign of decimals that is none");
            Require(column.Categories.All(category => category is not null), $"column '{column.Name}' has a category that is null");
            Require(
                column.Kind switch
                {
                    ColumnKind.YesNo => column.Categories.Count == 2,
                    ColumnKind.Category => column.Categories.Count > 0 && IsAscending(column.Categories),
                    _ => column.Categories.Count == 0,
                },
                $"column '{column.Name}' ({column.Kind}) has {column.Categories.Count} categories, or not in ascending ordinal order");
        }
    }

    public static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidDataException($"The file is damaged: {problem}.");
        }
    }

    private static bool IsRange(double? least, double? greatest) =>
        (least is null && greatest is null) || (least is { } a && greatest is { } b && double.IsFinite(a) && double.IsFinite(b) && a <= b);

    private static bool IsAscending(IReadOnlyList<string> texts)
    {
        for (int i = 1; i < texts.Count; i++)
        {
            if (string.CompareOrdinal(texts[i - 1], texts[i]) >= 0)
            {
                return false;
            }
        }

        return true;
    }
}
