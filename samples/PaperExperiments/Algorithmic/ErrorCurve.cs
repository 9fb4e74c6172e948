using PaperExperiments.Runner;

namespace PaperExperiments.Algorithmic;

/// <summary>
/// Errors against iterations, kept beside the checkpoint while a run lasts: a fit that resumes reports only what comes
/// after, but the figure needs all of it.
/// </summary>
/// <param name="path">A CSV file in the run's own folder; what it holds already is the beginning of the curve.</param>
public sealed class ErrorCurve(string path)
{
    private readonly SortedDictionary<int, double[]> _rows = Read(path);

    /// <summary>Adds an iteration, or replaces it where a resumed fit begins with the last one again.</summary>
    public void Add(int iteration, params double[] errors)
    {
        _rows[iteration] = [iteration, .. errors];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string unfinished = path + ".new";
        TableFile.Write(unfinished, ToTable());
        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>A row for every iteration: its number, then its errors.</summary>
    public double[,] ToTable() => Matrices.OfRows([.. _rows.Values]);

    private static SortedDictionary<int, double[]> Read(string path)
    {
        var rows = new SortedDictionary<int, double[]>();
        if (File.Exists(path))
        {
            double[,] table = TableFile.Read(path);
            for (int row = 0; row < table.GetLength(0); row++)
            {
                rows[(int)table[row, 0]] = Matrices.Row(table, row);
            }
        }

        return rows;
    }
}
