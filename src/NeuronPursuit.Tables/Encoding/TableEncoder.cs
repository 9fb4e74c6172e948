using System.Runtime.InteropServices;

namespace NeuronPursuit;

/// <summary>The columns of a schema as inputs of networks.</summary>
internal sealed class TableEncoder
{
    /// <summary>Columns of more categories than these are encoded by the target's means: a column each would be mostly zeros.</summary>
    public const int MostOneHot = 30;

    private readonly int[] _starts;

    public TableEncoder(IReadOnlyList<ColumnSchema> columns, IReadOnlyList<ColumnEncoding> encodings)
    {
        (Columns, Encodings) = (columns, encodings);
        _starts = new int[encodings.Count + 1];
        for (int i = 0; i < encodings.Count; i++)
        {
            _starts[i + 1] = _starts[i] + encodings[i].Inputs.Count;
        }

        InputNames = Different([.. encodings.SelectMany(encoding => encoding.Inputs)]);
    }

    public IReadOnlyList<ColumnSchema> Columns { get; }

    public IReadOnlyList<ColumnEncoding> Encodings { get; }

    public IReadOnlyList<string> InputNames { get; }

    /// <summary>Learns the encodings.</summary>
    /// <param name="columns">Inputs.</param>
    /// <param name="aligned">Their cells.</param>
    /// <param name="target">Of the same rows.</param>
    /// <param name="seed">Of folds.</param>
    /// <returns>The encoder, and the inputs that networks are trained on.</returns>
    public static (TableEncoder Encoder, double[,] X) Fit(ColumnSchema[] columns, double[][] aligned, EncodingTarget target, ulong seed)
    {
        int rows = aligned[0].Length;
        int[] all = [.. Enumerable.Range(0, rows)];
        var encodings = new ColumnEncoding[columns.Length];
        double[][]?[] training = new double[columns.Length][][];
        for (int i = 0; i < columns.Length; i++)
        {
            (ColumnSchema column, double[] values) = (columns[i], aligned[i]);
            if (column.Kind == ColumnKind.Category && column.Categories.Count > MostOneHot)
            {
                encodings[i] = TargetMeanEncoding.Fit(column, values, target, all);
                training[i] = TargetMeanEncoding.OutOfFold(column, values, target, seed);
            }
            else
            {
                encodings[i] = column.Kind switch
                {
                    ColumnKind.Category => OneHotEncoding.Fit(column, values),
                    ColumnKind.Date => DateEncoding.Fit(column.Name, values),
                    _ => new PlainEncoding(column.Name, column.Kind == ColumnKind.YesNo),
                };
            }
        }

        var encoder = new TableEncoder([.. columns.Select((column, i) => column with { Encoding = encodings[i].Description })], encodings);
        double[,] X = encoder.Encode(aligned, 0, rows);
        for (int i = 0; i < columns.Length; i++)
        {
            for (int row = 0; training[i] is { } own && row < rows; row++)
            {
                own[row].CopyTo(encoder.Inputs(X, row, i));
            }
        }

        return (encoder, X);
    }

    /// <summary>Some rows of aligned columns as inputs.</summary>
    public double[,] Encode(double[][] aligned, int from, int count)
    {
        double[,] X = new double[count, InputNames.Count];
        for (int i = 0; i < Encodings.Count; i++)
        {
            for (int row = 0; row < count; row++)
            {
                Encodings[i].Encode(aligned[i][from + row], Inputs(X, row, i));
            }
        }

        return X;
    }

    /// <summary>One row.</summary>
    public void Encode(ReadOnlySpan<double> aligned, Span<double> inputs)
    {
        for (int i = 0; i < Encodings.Count; i++)
        {
            Encodings[i].Encode(aligned[i], inputs[_starts[i].._starts[i + 1]]);
        }
    }

    /// <summary>A category may be called (missing), and a column city=Bonn: who looks for an input by its name finds one.</summary>
    private static string[] Different(string[] names)
    {
        var taken = names.ToHashSet();
        var seen = new HashSet<string>();
        for (int i = 0; i < names.Length; i++)
        {
            string own = names[i];
            for (int count = 2; !seen.Add(names[i]); count++)
            {
                string other = $"{own} ({count})";
                names[i] = taken.Contains(other) ? own : other;
            }
        }

        return names;
    }

    private Span<double> Inputs(double[,] X, int row, int column) =>
        MemoryMarshal.CreateSpan(ref X[row, _starts[column]], _starts[column + 1] - _starts[column]);
}
