namespace NeuronPursuit;

/// <summary>Finds cells that are like none in training.</summary>
internal static class CellFlags
{
    // Farther than this part of the range beyond its ends.
    private const double Beyond = 0.5;

    public static IReadOnlyList<CellFlag> Of(IReadOnlyList<ColumnSchema> schema, double[][] aligned, Table table)
    {
        var flags = new List<CellFlag>();
        for (int i = 0; i < schema.Count; i++)
        {
            Column column = table[schema[i].Name];
            column = schema[i].Kind == ColumnKind.Category ? (column as LevelColumn)?.Spelled ?? column : column;
            for (int row = 0; row < column.Length; row++)
            {
                if (Of(schema[i], aligned[i][row]) is { } kind)
                {
                    flags.Add(new CellFlag(row, schema[i].Name, kind, column.TextAt(row) ?? ""));
                }
            }
        }

        return [.. flags.OrderBy(flag => flag.Row)];
    }

    /// <summary>What is new about a cell; null for nothing.</summary>
    public static CellFlagKind? Of(ColumnSchema schema, double value)
    {
        if (double.IsNaN(value))
        {
            return schema.MissingShare == 0 ? CellFlagKind.NeverMissing : null;
        }

        if (schema.Minimum is { } least && schema.Maximum is { } greatest)
        {
            double margin = Beyond * (greatest - least);
            return value < least - margin || value > greatest + margin ? CellFlagKind.OutOfRange : null;
        }

        return value == Alignment.Unseen ? CellFlagKind.UnseenCategory : null;
    }
}
