namespace NeuronPursuit;

/// <summary>Checks names and sizes, and hands the program of a model to the writer of a language.</summary>
internal static class CodeWriters
{
    // Written out, a network of more weights is neither readable nor fast: compilers give up optimising.
    private const int LargestWrittenOut = 2000;

    // A sum is nested as deep as it has terms.
    private const int MostTerms = 250;

    /// <param name="model">The model.</param>
    /// <param name="labels">The labels of a classifier, or null.</param>
    /// <param name="target">The language.</param>
    /// <param name="options">Names.</param>
    /// <param name="table">The columns of a table that the model's inputs are made of, or null where its inputs are the columns.</param>
    public static string Write(NeuronPursuitModel model, LabelSet? labels, CodeTarget target, CodeOptions options, TableColumns? table = null)
    {
        if (!Enum.IsDefined(target))
        {
            throw new ArgumentOutOfRangeException(nameof(target), target, $"target is one of {string.Join(", ", Enum.GetNames<CodeTarget>())}.");
        }

        table = table is null ? null : Renamed(table, options);
        IReadOnlyList<string> names = table?.InputNames ?? Names(options, model.InputCount) ?? [.. Enumerable.Range(1, model.InputCount).Select(column => FormattableString.Invariant($"x{column}"))];
        bool isSmall = model.Networks.Count == 1 && model.ParameterCount <= LargestWrittenOut && model.NetworkInputs.Count <= MostTerms
            && model.HiddenWidths.All(width => width <= MostTerms);
        bool hasLoops = target is CodeTarget.CSharp or CodeTarget.C or CodeTarget.Python or CodeTarget.JavaScript;
        ReservedNames.Require(target, options.Name);
        ModelProgram program = ProgramBuilder.Build(model, names, labels, writtenOut: isSmall || !hasLoops, table);
        return target switch
        {
            CodeTarget.CSharp => new CSharpWriter(program, options).Write(),
            CodeTarget.C => new CWriter(program, options).Write(),
            CodeTarget.Python => new PythonWriter(program, options).Write(),
            CodeTarget.JavaScript => new JavaScriptWriter(program, options).Write(),
            CodeTarget.PostgreSql => new SqlWriter(program, options, new PostgreSqlDialect()).Write(),
            CodeTarget.Sqlite => new SqlWriter(program, options, new SqliteDialect()).Write(),
            CodeTarget.DuckDb => new SqlWriter(program, options, new DuckDbDialect()).Write(),
            CodeTarget.MariaDb => new SqlWriter(program, options, new MariaDbDialect()).Write(),
            CodeTarget.Spreadsheet => new SheetWriter(program).Write(),
            _ => throw new NotSupportedException(),
        };
    }

    private static TableColumns Renamed(TableColumns table, CodeOptions options) => Names(options, table.Columns.Count) is { } names
        ? table with { Columns = [.. table.Columns.Select((column, k) => column with { Name = names[k] })] }
        : table;

    private static IReadOnlyList<string>? Names(CodeOptions options, int count)
    {
        if (options.InputNames is not { } names)
        {
            return null;
        }

        if (names.Count != count || names.Any(string.IsNullOrWhiteSpace) || names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            throw new ArgumentException(
                $"InputNames are [{string.Join(", ", names)}], but the model takes {count} columns. Pass one name for each, none of them empty or twice there.", nameof(options));
        }

        return [.. names];
    }
}
