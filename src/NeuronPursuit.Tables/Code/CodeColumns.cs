namespace NeuronPursuit;

/// <summary>The encodings of columns as what code can compute.</summary>
internal static class CodeColumns
{
    // As DateEncoding and Circle have them.
    private const double DaysOfYear = 365.2425;
    private const double DaysOfDay = 1;

    /// <summary>The columns of an encoder, and how its inputs are made of them.</summary>
    public static TableColumns Of(TableEncoder encoder, string origin) => new(
        [.. encoder.Columns.Select(column => new RawColumn(column.Name, KindOf(column.Kind)))],
        [.. encoder.Encodings.SelectMany((encoding, column) => Values(encoder.Columns[column], encoding, column).Select(value => new EncodedInput(column, value)))],
        encoder.InputNames,
        origin);

    private static RawKind KindOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => RawKind.Number,
        ColumnKind.YesNo => RawKind.YesNo,
        ColumnKind.Date => RawKind.Date,
        ColumnKind.Category => RawKind.Text,
        _ => throw new NotSupportedException($"A column of {kind} is no input."),
    };

    private static IEnumerable<CodeExpression?> Values(ColumnSchema schema, ColumnEncoding encoding, int column)
    {
        EncodingDocument document = encoding.ToDocument();
        return encoding switch
        {
            PlainEncoding => [null],
            DateEncoding => DateValues((DateParts)document.Parts!, document.Origin!.Value, column),
            _ => Choices(schema, encoding, column),
        };
    }

    /// <summary>In the order of <see cref="DateEncoding.Encode"/>.</summary>
    private static List<CodeExpression?> DateValues(DateParts parts, double origin, int column)
    {
        var days = new CodeExpression.Column(column);
        var values = new List<CodeExpression?>();
        if (parts.HasFlag(DateParts.Time))
        {
            values.Add(new CodeExpression.Shifted(days, origin, 1));
        }

        AddCircle(DateParts.Season, DaysOfYear);
        if (parts.HasFlag(DateParts.Weekday))
        {
            values.AddRange(Enumerable.Range(0, 7).Select(day => new CodeExpression.OnDay(days, day, 1, double.NaN, 0)));
        }

        AddCircle(DateParts.Hour, DaysOfDay);
        return values;

        void AddCircle(DateParts part, double period)
        {
            if (parts.HasFlag(part))
            {
                values.Add(new CodeExpression.OnCircle(days, period, IsCosine: false));
                values.Add(new CodeExpression.OnCircle(days, period, IsCosine: true));
            }
        }
    }

    /// <summary>What the encoding gives for every category, for none and for others.</summary>
    private static IEnumerable<CodeExpression?> Choices(ColumnSchema schema, ColumnEncoding encoding, int column)
    {
        double[] Encoded(double value)
        {
            double[] inputs = new double[encoding.Inputs.Count];
            encoding.Encode(value, inputs);
            return inputs;
        }

        double[][] values = [.. Enumerable.Range(0, schema.Categories.Count).Select(level => Encoded(level))];
        (double[] missing, double[] unseen) = (Encoded(double.NaN), Encoded(Alignment.Unseen));
        return Enumerable.Range(0, encoding.Inputs.Count).Select(input => new CodeExpression.Choice(
            column, [.. schema.Categories.Select((text, level) => new ChoiceCase([text], values[level][input]))], missing[input], unseen[input]));
    }
}
