using System.Globalization;

namespace NeuronPursuit;

/// <summary>
/// Shards that are CSV files of numbers, one file a shard, at the same paths on every machine. The last columns are the
/// targets.
/// </summary>
/// <remarks>
/// Lines end with LF or CR LF, and empty ones are skipped; fields are numbers in the invariant culture, without separators of thousands, perhaps in
/// double quotes. An empty field is NaN, which <see cref="NeuronPursuitBuilder.WithMissingValues"/> may allow in inputs.
/// </remarks>
[GenerateSerializer]
[Immutable]
[Alias("NeuronPursuit.CsvShards")]
public sealed class CsvShards : IShardSource
{
    [Id(0)]
    private readonly string[] _paths;

    [Id(1)]
    private readonly int _targets;

    [Id(2)]
    private readonly bool _header;

    [Id(3)]
    private readonly char _delimiter;

    /// <summary>Names the files.</summary>
    /// <param name="paths">One path a shard, at least one; their order is part of the result.</param>
    /// <param name="targets">How many columns, the last ones, are targets; at least 1. Default 1.</param>
    /// <param name="header">Whether each file begins with a line of names. Default true.</param>
    /// <param name="delimiter">What stands between fields. Default a comma.</param>
    /// <exception cref="ArgumentException">There is no path, or no target.</exception>
    public CsvShards(IEnumerable<string> paths, int targets = 1, bool header = true, char delimiter = ',')
    {
        ArgumentNullException.ThrowIfNull(paths);
        ArgumentOutOfRangeException.ThrowIfLessThan(targets, 1);
        (_paths, _targets, _header, _delimiter) = ([.. paths], targets, header, delimiter);
        if (_paths.Length == 0)
        {
            throw new ArgumentException("paths is empty; name at least one file.", nameof(paths));
        }
    }

    /// <inheritdoc/>
    public int ShardCount => _paths.Length;

    /// <inheritdoc/>
    /// <exception cref="FileNotFoundException">The file is not there.</exception>
    /// <exception cref="InvalidDataException">
    /// A line has something other than a number, or another count of fields; the message says where. Or the file has more
    /// numbers than a shard can hold.
    /// </exception>
    public ShardData Load(int shard, CancellationToken cancellationToken)
    {
        string path = _paths[shard];
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"{path} is not there. Every machine needs the file at this path.", path);
        }

        var values = new List<double>();
        int columns = 0;
        int line = 0;
        int row = 0;
        foreach (string text in File.ReadLines(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            line++;
            if ((_header && line == 1) || text.Length == 0)
            {
                continue;
            }

            int before = values.Count;
            Read(text, values, path, line, row);
            int found = values.Count - before;
            columns = row == 0 ? found : columns;
            if (found != columns || found <= _targets)
            {
                throw new InvalidDataException(
                    $"{path}, line {line} (row {row}, counted from 0) has {found} fields; {(row == 0 ? $"more than {_targets}" : columns)} were expected, the last {_targets} of them targets.");
            }

            if (row == 0)
            {
                CsvSize.Require(path, columns - _targets, _targets, CsvSize.MaxNumbers, cancellationToken);
            }

            row++;
        }

        return Split(values, row, columns);
    }

    private void Read(string text, List<double> values, string path, int line, int row)
    {
        ReadOnlySpan<char> characters = text;
        int field = 0;
        foreach (Range range in characters.Split(_delimiter))
        {
            ReadOnlySpan<char> own = characters[range].Trim().Trim('"');
            if (own.IsEmpty)
            {
                values.Add(double.NaN);
            }
            else if (double.TryParse(own, NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
            {
                values.Add(value);
            }
            else
            {
                throw new InvalidDataException(
                    $"{path}, line {line} (row {row}, column {field}, counted from 0) has '{own}', which is no number.");
            }

            field++;
        }
    }

    private ShardData Split(List<double> values, int rows, int columns)
    {
        double[,] X = new double[rows, Math.Max(columns - _targets, 0)];
        double[,] Y = new double[rows, _targets];
        int place = 0;
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < X.GetLength(1); column++)
            {
                X[row, column] = values[place++];
            }

            for (int target = 0; target < _targets; target++)
            {
                Y[row, target] = values[place++];
            }
        }

        return new ShardData(X, Y);
    }
}
