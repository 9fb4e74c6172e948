namespace NeuronPursuit;

/// <summary>Fits of tables.</summary>
public static class NeuronPursuitTables
{
    /// <summary>
    /// Learns a column of a table from the others: a number, or a class where the column is a category or yes and no
    /// (<see cref="Table.AsCategory"/> makes a number one).
    /// </summary>
    /// <param name="builder">The settings, which stay as they are. Missing cells are missing values, whatever they say of NaN.</param>
    /// <param name="table">The rows to learn from.</param>
    /// <param name="target">The column to predict. Rows where it is missing are left out, and reported.</param>
    /// <param name="options">What other columns are; null for nothing.</param>
    /// <param name="cancellationToken">Ends the fit by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>The model, which knows its columns; what was odd about them is in <see cref="TableModel.Findings"/>.</returns>
    /// <exception cref="ArgumentException">A column does not exist or cannot be learned from, or the settings are wrong; the message names all of them and says what to do.</exception>
    /// <exception cref="PursuitCanceledException">The fit was cancelled.</exception>
    public static TableModel FitTable(
        this NeuronPursuitBuilder builder, Table table, string target, TableFitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(builder);
        options ??= new TableFitOptions();
        var plan = TablePlan.Of(table, target, options);
        FindingLog.Write(builder.Logger, plan.Findings);
        return Fit(builder, plan, table.Fingerprint, options, cancellationToken);
    }

    /// <summary>
    /// Judges what a fit of a table would do on rows it has not seen: fits as often as there are folds, each on the other folds' rows with
    /// encodings of their own.
    /// </summary>
    /// <param name="builder">The settings, which stay as they are.</param>
    /// <param name="table">The rows.</param>
    /// <param name="target">The column to predict.</param>
    /// <param name="folds">How many, at least 2. Default 5.</param>
    /// <param name="options">A group or time column that decides the folds, and what other columns are; null for folds at random.</param>
    /// <param name="cancellationToken">Ends it by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>The models, the predictions of rows that they had not seen, and all metrics.</returns>
    /// <exception cref="ArgumentException">As for a fit, or there are too few rows, groups or times for the folds.</exception>
    /// <exception cref="PursuitCanceledException">It was cancelled.</exception>
    public static TableCrossValidation CrossValidateTable(
        this NeuronPursuitBuilder builder, Table table, string target, int folds = 5, TableFitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(builder);
        options ??= new TableFitOptions();
        var plan = TablePlan.Of(table, target, options);
        FindingLog.Write(builder.Logger, plan.Findings);
        return TableCrossValidation.Run(
            plan,
            Deal(plan, options, folds, builder.Build().Seed),
            rows => Fit(builder, TablePlan.Of(rows, target, options), rows.Fingerprint, options, cancellationToken),
            options.Weight);
    }

    /// <summary>The rows of every fold.</summary>
    internal static IReadOnlyList<(int[] Training, int[] Test)> Deal(TablePlan plan, TableFitOptions options, int folds, ulong seed)
    {
        Folds deal = options.Group is { } group ? Folds.ByGroup(GroupsOf(plan.Rows[group]), folds)
            : options.Time is { } time ? Folds.InTimeOrder(TimesOf(plan.Rows[time]), folds)
            : Folds.Random(folds);
        try
        {
            return deal.Split(plan.Rows.RowCount, plan.IsClassifier ? ((LevelColumn)plan.Rows[plan.Target.Name]).Codes : null, seed);
        }
        catch (ArgumentException exception) when ((options.Group ?? options.Time) is { } divides)
        {
            throw new ArgumentException($"The rows cannot be divided by column '{divides}': {exception.Message}", nameof(options), exception);
        }
    }

    /// <summary>The group of every row; rows of none are one each.</summary>
    internal static int[] GroupsOf(Column column)
    {
        LevelColumn levels = Table.ToLevels(column);
        return [.. levels.Codes.Select((code, row) => code < 0 ? levels.Levels.Length + row : code)];
    }

    private static double[] TimesOf(Column column) => column is DateColumn dates
        ? Array.ConvertAll(dates.Ticks, Alignment.DaysOf)
        : ((NumberColumn)column).Values;

    private static TableModel Fit(
        NeuronPursuitBuilder builder, TablePlan plan, string fingerprint, TableFitOptions options, CancellationToken cancellationToken) =>
        TableTask.Of(builder, plan, fingerprint, options).Fit(cancellationToken);
}
