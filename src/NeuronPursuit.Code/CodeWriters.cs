namespace NeuronPursuit;

/// <summary>Checks names and sizes, and hands the program of a model to the writer of a language.</summary>
internal static class CodeWriters
{
    // Written out, a network of more weights is neither readable nor fast: compilers give up optimising.
    private const int LargestWrittenOut = 2000;

    // A sum is nested as deep as it has terms.
    private const int MostTerms = 250;

    public static string Write(NeuronPursuitModel model, LabelSet? labels, CodeTarget target, CodeOptions options)
    {
        if (!Enum.IsDefined(target))
        {
            throw new ArgumentOutOfRangeException(nameof(target), target, $"target is one of {string.Join(", ", Enum.GetNames<CodeTarget>())}.");
        }

        IReadOnlyList<string> names = Names(model, options);
        bool isSmall = model.Networks.Count == 1 && model.ParameterCount <= LargestWrittenOut && model.NetworkInputs.Count <= MostTerms
            && model.HiddenWidths.All(width => width <= MostTerms);
        bool hasLoops = target is CodeTarget.CSharp or CodeTarget.C or CodeTarget.Python or CodeTarget.JavaScript;
        ReservedNames.Require(target, options.Name);
        ModelProgram program = ProgramBuilder.Build(model, names, labels, writtenOut: isSmall || !hasLoops);
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

    private static IReadOnlyList<string> Names(NeuronPursuitModel model, CodeOptions options)
    {
        if (options.InputNames is not { } names)
        {
            return [.. Enumerable.Range(1, model.InputCount).Select(column => FormattableString.Invariant($"x{column}"))];
        }

        if (names.Count != model.InputCount || names.Any(string.IsNullOrWhiteSpace) || names.Distinct(StringComparer.Ordinal).Count() != names.Count)
        {
            throw new ArgumentException(
                $"InputNames are [{string.Join(", ", names)}], but the model takes {model.InputCount} columns. Pass one name for each, none of them empty or twice there.", nameof(options));
        }

        return [.. names];
    }
}
