namespace NeuronPursuit;

/// <summary>What the columns of a training table are, and what was found odd about them.</summary>
/// <param name="Schema">Of all columns, in their order.</param>
/// <param name="Rows">The table without rows of an unknown target.</param>
/// <param name="Findings">All of them.</param>
internal sealed record TablePlan(ColumnSchema[] Schema, Table Rows, IReadOnlyList<TableFinding> Findings)
{
    public ColumnSchema Target => Array.Find(Schema, column => column.Role == ColumnRole.Target)!;

    public bool IsClassifier => Target.Kind is ColumnKind.Category or ColumnKind.YesNo;

    /// <exception cref="ArgumentException">Something cannot be learned; the message names all that is.</exception>
    public static TablePlan Of(Table table, string target, TableFitOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        Column own = table[target];
        RequireTarget(own);
        var findings = new List<TableFinding>(TargetFindings.Of(own));
        Table rows = own.MissingCount() == 0
            ? table
            : table.SelectRows(Enumerable.Range(0, table.RowCount).Where(row => !own.IsMissing(row)));
        RequireOptions(rows, target, options);

        var schema = new List<ColumnSchema>();
        var inputs = new List<Column>();
        var errors = new List<string>();
        foreach (Column column in rows.Columns)
        {
            ColumnRole role = column.Name == target ? ColumnRole.Target
                : column.Name == options.Weight ? ColumnRole.Weight
                : column.Name == options.Group ? ColumnRole.Group
                : ColumnRole.Input;
            // A column of time that is asked for may count rows.
            TableFinding? leftOut = role == ColumnRole.Input ? ColumnFindings.LeftOut(column.Name == options.Time ? column with { IsChosen = true } : column) : null;
            if (leftOut is not null)
            {
                findings.Add(leftOut);
                role = ColumnRole.LeftOut;
            }
            else if (role == ColumnRole.Input && column.Kind == ColumnKind.Text)
            {
                errors.Add($"Column '{column.Name}' {column.Problem}.");
            }
            else if (role == ColumnRole.Input)
            {
                inputs.Add(column);
                findings.AddRange(ColumnFindings.Of(column));
            }

            schema.Add(SchemaOf(column, role, leftOut?.Message, options));
        }

        if (errors.Count > 0)
        {
            throw new ArgumentException($"The table cannot be learned from as it is. {string.Join(" ", errors)}", nameof(table));
        }

        if (inputs.Count == 0)
        {
            throw new ArgumentException($"No column is left to learn '{target}' from. {string.Join(" ", findings)}", nameof(table));
        }

        if ((options.Group ?? options.Time) is { } divides)
        {
            findings.Add(TargetFindings.HeldOut(divides, isGroup: options.Group is not null));
        }

        findings.AddRange(TargetFindings.Telling(inputs, rows[target]));
        findings.AddRange(TargetFindings.Duplicates(inputs));
        return new TablePlan([.. schema], rows, findings);
    }

    private static ColumnSchema SchemaOf(Column column, ColumnRole role, string? remark, TableFitOptions options)
    {
        double[]? numbers = column switch
        {
            NumberColumn { Values: var values } => [.. values.Where(value => !double.IsNaN(value))],
            DateColumn { Ticks: var ticks } => [.. ticks.Where(one => one != DateColumn.Missing).Select(Alignment.DaysOf)],
            _ => null,
        };
        return new ColumnSchema(column.Name, column.Kind, role)
        {
            // Names of rows, and texts that are left out, would be most of a file.
            Categories = column is LevelColumn levels && role is ColumnRole.Input or ColumnRole.Target ? levels.Compacted().Levels : [],
            Minimum = numbers is { Length: > 0 } ? numbers.Min() : null,
            Maximum = numbers is { Length: > 0 } ? numbers.Max() : null,
            MissingShare = (double)column.MissingCount() / Math.Max(1, column.Length),
            Sign = (column as NumberColumn)?.Sign,
            DecimalMark = (column as NumberColumn)?.DecimalMark,
            Unit = options.Units.GetValueOrDefault(column.Name),
            DateFormat = (column as DateColumn)?.Format,
            Remark = remark,
        };
    }

    private static void RequireTarget(Column target)
    {
        string? problem = target switch
        {
            { Kind: ColumnKind.Text } => $" {target.Problem}",
            DateColumn => " has dates, which are not predicted. Make a number of it, such as the days until then",
            _ when target.IsAllMissing() => " is missing in every row",
            NumberColumn => null,
            _ when ColumnFindings.Different(target) < 2 => $" is '{target.TextAt(Enumerable.Range(0, target.Length).First(row => !target.IsMissing(row)))}' wherever it is known, and classes are at least two",
            _ when 2 * ColumnFindings.Different(target) > target.Length - target.MissingCount() && target.Length > 4 =>
                $" has {ColumnFindings.Different(target)} classes in {target.Length - target.MissingCount()} rows, fewer than two rows a class. If it should be numbers, say table.AsNumber(\"{target.Name}\")",
            _ => null,
        };
        if (problem is not null)
        {
            throw new ArgumentException($"The target '{target.Name}'{problem}.", nameof(target));
        }
    }

    private static void RequireOptions(Table table, string target, TableFitOptions options)
    {
        string[] named = [.. new[] { options.Weight, options.Group, options.Time }.OfType<string>()];
        Array.ForEach([.. named, .. options.Units.Keys], name => table.PlaceOf(name));
        if (named.Contains(target) || named.Distinct().Count() < named.Length || (options.Group is not null && options.Time is not null))
        {
            throw new ArgumentException(
                $"The target is '{target}', Weight '{options.Weight}', Group '{options.Group}', Time '{options.Time}'. They must be different columns, and Group and Time not be set together.", nameof(options));
        }

        if (options.Weight is { } weight && (table[weight] is not NumberColumn { Values: var weights } || !Array.TrueForAll(weights, value => value >= 0)))
        {
            throw new ArgumentException($"Column '{weight}' is no column of weights: every row needs a number of at least 0.", nameof(options));
        }

        if (options.Time is { } time && (table[time].Kind is not (ColumnKind.Number or ColumnKind.Date) || table[time].MissingCount() > 0))
        {
            throw new ArgumentException($"Column '{time}' ({table[time].Kind}, missing in {table[time].MissingCount()} rows) tells no order of time: every row needs a number or a date.", nameof(options));
        }
    }
}
