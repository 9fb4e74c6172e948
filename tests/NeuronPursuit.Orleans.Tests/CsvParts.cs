using System.Globalization;

namespace NeuronPursuit.Orleans.Tests;

/// <summary>CSV files of four inputs and a target.</summary>
internal static class CsvParts
{
    public static (double[,] X, double[] y) Rows(int count)
    {
        var random = new Random(11);
        double[,] X = new double[count, 4];
        double[] y = new double[count];
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                X[row, column] = (2 * random.NextDouble()) - 1;
            }

            y[row] = Math.Max(0, X[row, 0] + X[row, 1]) - Math.Max(0, X[row, 2]);
        }

        return (X, y);
    }

    public static string[] Write(TemporaryFolder folder, int rows, int parts)
    {
        (double[,] X, double[] y) = Rows(rows);
        string[] paths = [.. Enumerable.Range(0, parts).Select(part => folder.File($"part-{part}.csv"))];
        for (int part = 0; part < parts; part++)
        {
            IEnumerable<string> lines = Enumerable.Range(part * rows / parts, rows / parts)
                .Select(row => string.Join(',', Enumerable.Range(0, 4).Select(column => Text(X[row, column])).Append(Text(y[row]))));
            File.WriteAllLines(paths[part], lines.Prepend("a,b,c,d,target"));
        }

        return paths;
    }

    public static void Poison(string path, string poison)
    {
        string[] lines = File.ReadAllLines(path);
        switch (poison)
        {
            case "missing":
                File.Delete(path);
                return;
            case "columns":
                lines[3] += ",1";
                break;
            case "text":
                lines[2] = WithField(lines[2], 2, "abc");
                break;
            case "NaN":
                lines[6] = WithField(lines[6], 2, "");
                break;
            case "wide":
                lines = [.. lines.Select(line => $"1,{line}")];
                break;
            default:
                throw new ArgumentException(poison);
        }

        File.WriteAllLines(path, lines);
    }

    private static string WithField(string line, int field, string text)
    {
        string[] fields = line.Split(',');
        fields[field] = text;
        return string.Join(',', fields);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
