namespace OwnTable;

/// <summary>What the command line asks for.</summary>
/// <param name="File">The table.</param>
/// <param name="Target">The column to predict.</param>
/// <param name="Without">Columns to leave out, such as a number that only counts the rows.</param>
/// <param name="AsClasses">Whether a target of numbers means classes.</param>
/// <param name="Folder">Where the results go.</param>
public sealed record Arguments(string File, string Target, IReadOnlyList<string> Without, bool AsClasses, string Folder)
{
    private const string Usage = """
        Usage: OwnTable FILE.csv --target COLUMN [--without COLUMN]... [--classes] [--out DIR]
          --target COLUMN    the column to predict: numbers are predicted as numbers, text as classes
          --without COLUMN   a column to leave out, such as an identifier; as often as needed
          --classes          the numbers of the target are classes, such as 0 and 1
          --out DIR          where the results go; artifacts/own-table if it is not said
        Without arguments it learns the strength of concrete, a table that comes with the sample.
        """;

    /// <summary>Reads a command line.</summary>
    /// <exception cref="BadTableException">It cannot be understood.</exception>
    public static Arguments Parse(string[] args)
    {
        string folder = Path.Combine("artifacts", "own-table");
        if (args.Length == 0)
        {
            return new Arguments(Path.Combine(AppContext.BaseDirectory, "data", "concrete.csv"), "target", ["fold"], false, folder);
        }

        string? file = null;
        string? target = null;
        var without = new List<string>();
        bool asClasses = false;
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--target":
                    target = Value(args, ref i);
                    break;
                case "--without":
                    without.Add(Value(args, ref i));
                    break;
                case "--classes":
                    asClasses = true;
                    break;
                case "--out":
                    folder = Value(args, ref i);
                    break;
                default:
                    file = file is null && !args[i].StartsWith('-') ? args[i] : throw new BadTableException($"'{args[i]}' is not understood.\n{Usage}");
                    break;
            }
        }

        return file is null || target is null
            ? throw new BadTableException($"{(file is null ? "The table" : "--target")} is missing.\n{Usage}")
            : new Arguments(file, target, without, asClasses, folder);
    }

    private static string Value(string[] args, ref int i) =>
        i + 1 < args.Length ? args[++i] : throw new BadTableException($"{args[i]} needs a value.\n{Usage}");
}
