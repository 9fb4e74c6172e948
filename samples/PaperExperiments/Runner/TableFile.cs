using System.Globalization;

namespace PaperExperiments.Runner;

/// <summary>A matrix of numbers as a CSV file, without a header; every double survives unchanged.</summary>
public static class TableFile
{
    /// <summary>Writes a table.</summary>
    public static void Write(string path, double[,] table)
    {
        using var writer = new StreamWriter(path);
        for (int row = 0; row < table.GetLength(0); row++)
        {
            for (int column = 0; column < table.GetLength(1); column++)
            {
                if (column > 0)
                {
                    writer.Write(',');
                }

                writer.Write(table[row, column].ToString(CultureInfo.InvariantCulture));
            }

            writer.WriteLine();
        }
    }

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">The file is no such table.</exception>
    public static double[,] Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        int columns = lines.Length == 0 ? 0 : lines[0].Split(',').Length;
        double[,] table = new double[lines.Length, columns];
        for (int row = 0; row < lines.Length; row++)
        {
            string[] cells = lines[row].Split(',');
            for (int column = 0; column < columns; column++)
            {
                table[row, column] =
                    cells.Length == columns
                    && double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
                        ? value
                        : throw new InvalidDataException(
                            $"{path}, line {row + 1}: '{lines[row]}' is not {columns} numbers. Delete the folder to begin anew.");
            }
        }

        return table;
    }
}
