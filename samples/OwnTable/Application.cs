namespace OwnTable;

/// <summary>From a CSV file to a model, its errors and its pictures.</summary>
public static class Application
{
    /// <summary>Decides which rows are kept for the test, and all that is random in the fit.</summary>
    public const int Seed = 0;

    private const int FewestRows = 20;

    /// <summary>Runs the whole thing.</summary>
    /// <param name="output">What a user wants to see.</param>
    /// <param name="errors">What went wrong.</param>
    /// <returns>0, or 1 where something is wrong with the table or the command line.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        try
        {
            Run(Arguments.Parse(args), output);
            return 0;
        }
        catch (Exception error) when (error is BadTableException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.WriteLine(error.Message);
            return 1;
        }
    }

    private static void Run(Arguments arguments, TextWriter output)
    {
        CsvTable table = CsvTable.Read(arguments.File, [arguments.Target, .. arguments.Without]);
        int target = table.Column(arguments.Target);
        int[] without = [.. arguments.Without.Select(table.Column)];
        string[] targets = Targets(table, target);
        bool isNumeric = table.IsNumeric(target);
        bool isRegression = isNumeric && !arguments.AsClasses;
        var notes = new List<string>(table.Notes);
        if (!isRegression)
        {
            targets = ClassNames.Of(targets, isNumeric, notes);
            RequireClasses(targets, arguments.Target);
        }

        TrainTestSplit split = TrainTestSplit.Of(isRegression ? [.. targets.Select(_ => "")] : targets, Seed);
        int[] columns = [.. Enumerable.Range(0, table.Names.Count).Where(column => column != target && column != table.RowNames && !without.Contains(column))];
        var features = Features.Of(table, columns, split.Training);
        output.WriteLine(
            $"{Path.GetFileName(arguments.File)}: {table.RowCount} rows, {columns.Length} columns, {features.Names.Count} inputs; {split.Training.Length} rows to train on, {split.Test.Length} for the test");
        output.WriteLine($"predicting {(isRegression ? "the number" : "the class")} '{arguments.Target}'{(isRegression && targets.Distinct().Count() == 2 ? " (of two values only: if they are classes, add --classes)" : "")}");

        foreach (string note in notes)
        {
            output.WriteLine($"note: {note}");
        }

        output.WriteLine();

        Directory.CreateDirectory(arguments.Folder);
        var files = new ResultFiles(arguments.Folder, features, arguments);
        if (isRegression)
        {
            double[] numbers = [.. Enumerable.Range(0, table.RowCount).Select(row => table.Number(row, target))];
            Regression.Run(features, split, numbers, files, output);
        }
        else
        {
            Classification.Run(features, split, targets, files, output);
        }

        output.WriteLine($"\nWritten to {Path.GetFullPath(arguments.Folder)}: {string.Join(", ", files.Written)}");
    }

    /// <summary>The target, of which nothing may be missing.</summary>
    private static string[] Targets(CsvTable table, int target)
    {
        int[] missing = [.. Enumerable.Range(0, table.RowCount).Where(row => table.Cell(row, target) is null)];
        if (missing.Length > 0)
        {
            throw new BadTableException(
                $"The target '{table.Names[target]}' is missing in {missing.Length} of {table.RowCount} rows, first in line {table.Line(missing[0])}. A row without a target teaches nothing: remove those lines.");
        }

        string[] targets = [.. Enumerable.Range(0, table.RowCount).Select(row => table.Cell(row, target)!)];
        return targets.Length < FewestRows
            ? throw new BadTableException($"The table has {targets.Length} rows; at least {FewestRows} are needed to train and to test.")
            : IsConstant(table, target)
            ? throw new BadTableException($"The target '{table.Names[target]}' is '{targets[0]}' in every row: there is nothing to learn.")
            : targets;
    }

    private static bool IsConstant(CsvTable table, int column)
    {
        bool numbers = table.IsNumeric(column);
        return Enumerable.Range(0, table.RowCount)
            .Select(row => numbers ? (object)table.Number(row, column) : table.Cell(row, column)!)
            .Distinct().Count() == 1;
    }

    private static void RequireClasses(string[] targets, string name)
    {
        int classes = targets.Distinct().Count();
        if (classes > Features.MaxCategories || 2 * classes > targets.Length)
        {
            throw new BadTableException(
                $"The target '{name}' has {classes} different values in {targets.Length} rows, too many for classes (at most {Features.MaxCategories}, and two rows for each). {Odd(targets)}");
        }
    }

    /// <summary>The first target that is no number; with --classes there may be none.</summary>
    private static string Odd(string[] targets) => targets.FirstOrDefault(text => !CsvTable.TryNumber(text, out _)) is { } odd
        ? $"If they should be numbers, one of them is not, such as '{odd}' (numbers are written with a point)."
        : "Leave --classes out to predict them as numbers.";
}
