namespace NeuronPursuit;

/// <summary>
/// For columns of many categories: the mean of the target in the rows of a category, shrunk towards the mean of all rows; for classes the
/// share of each (of two classes that of the second).
/// </summary>
/// <remarks>
/// The mean of a category with n rows counts n, that of all rows <see cref="Shrinkage"/>. While it trains a network sees the means of other rows
/// than its own (<see cref="OutOfFold"/>): with its own, a category of one row would give its target away.
/// </remarks>
internal sealed class TargetMeanEncoding : ColumnEncoding
{
    public const string Kind = "targetMeans";

    public const double Shrinkage = 10;

    private const int FoldCount = 5;

    private readonly double[][] _means;
    private readonly double[] _missing;
    private readonly double[] _all;

    /// <param name="inputs">Names, one a mean.</param>
    /// <param name="means">Per category.</param>
    /// <param name="missing">Of missing cells.</param>
    /// <param name="all">Of all rows; stands for unseen categories.</param>
    public TargetMeanEncoding(IReadOnlyList<string> inputs, double[][] means, double[] missing, double[] all) =>
        (Inputs, _means, _missing, _all) = (inputs, means, missing, all);

    public override string Description => "the mean of the target in the category's rows";

    public override IReadOnlyList<string> Inputs { get; }

    /// <summary>Learns from rows.</summary>
    /// <param name="schema">With its categories.</param>
    /// <param name="values">Of all rows.</param>
    /// <param name="target">Of all rows.</param>
    /// <param name="rows">Those to learn from.</param>
    public static TargetMeanEncoding Fit(ColumnSchema schema, double[] values, EncodingTarget target, IReadOnlyList<int> rows)
    {
        int width = target.Width;
        double[][] sums = [.. Enumerable.Range(0, schema.Categories.Count + 1).Select(_ => new double[width])];
        double[] counts = new double[sums.Length];
        double[] total = new double[width];
        double count = 0;
        foreach (int row in rows)
        {
            int place = double.IsNaN(values[row]) || values[row] < 0 ? schema.Categories.Count : (int)values[row];
            double weight = target.Weight(row);
            count += weight;
            counts[place] += weight;
            for (int j = 0; j < width; j++)
            {
                double share = weight * target.Value(row, j);
                sums[place][j] += share;
                total[j] += share;
            }
        }

        double[] all = Array.ConvertAll(total, sum => count > 0 ? sum / count : 0);

        // Weights count by their ratios alone: their mean is 1.
        double unit = count > 0 ? rows.Count / count : 1;
        double[][] means = [.. sums.Select((sum, place) => sum.Select((one, j) => ((one * unit) + (Shrinkage * all[j])) / ((counts[place] * unit) + Shrinkage)).ToArray())];
        return new TargetMeanEncoding(target.Names(schema.Name), means[..^1], means[^1], all);
    }

    /// <summary>What the rows that it learns from are to a network in training: each by the means of other folds than its own.</summary>
    public static double[][] OutOfFold(ColumnSchema schema, double[] values, EncodingTarget target, ulong seed)
    {
        double[][] encoded = new double[values.Length][];
        Folds folds = target.Groups is { } groups && groups.Distinct().Count() >= FoldCount
            ? Folds.ByGroup(groups, FoldCount)
            : Folds.Random(Math.Min(FoldCount, values.Length));
        foreach ((int[] training, int[] test) in folds.Split(values.Length, target.Classes, seed))
        {
            TargetMeanEncoding own = Fit(schema, values, target, training);
            foreach (int row in test)
            {
                encoded[row] = new double[own.Inputs.Count];
                own.Encode(values[row], encoded[row]);
            }
        }

        return encoded;
    }

    public override void Encode(double value, Span<double> inputs) =>
        (double.IsNaN(value) ? _missing : value == Alignment.Unseen ? _all : _means[(int)value]).CopyTo(inputs);

    public override EncodingDocument ToDocument() => new(Kind) { Inputs = [.. Inputs], Means = _means, MissingMeans = _missing, AllMeans = _all };
}

/// <summary>What rows are to be learned, for encodings that look at it.</summary>
/// <param name="Values">Numbers; null for classes.</param>
/// <param name="Classes">The class of each row by its place; null for numbers.</param>
/// <param name="ClassNames">In their order.</param>
/// <param name="TargetName">The column.</param>
/// <param name="Weights">Of rows; null where they count alike.</param>
/// <param name="Groups">Rows that belong together; null for none.</param>
internal sealed record EncodingTarget(
    double[]? Values, int[]? Classes, IReadOnlyList<string> ClassNames, string TargetName, double[]? Weights, int[]? Groups)
{
    public int Width => Classes is null ? 1 : ClassNames.Count == 2 ? 1 : ClassNames.Count;

    public double Weight(int row) => Weights?[row] ?? 1;

    public double Value(int row, int output) => Values?[row] ?? (Classes![row] == (ClassNames.Count == 2 ? 1 : output) ? 1 : 0);

    public string[] Names(string column) => Classes is null
        ? [$"{column} (mean of {TargetName})"]
        : [.. Enumerable.Range(0, Width).Select(output => $"{column} (share of {ClassNames[ClassNames.Count == 2 ? 1 : output]})")];
}
