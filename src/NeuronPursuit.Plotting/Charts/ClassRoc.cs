namespace NeuronPursuit;

/// <summary>The receiver operating characteristic of one class against all others.</summary>
/// <param name="Label">The class.</param>
/// <param name="Curve">Of its probability.</param>
internal sealed record ClassRoc(int Label, RocCurve Curve)
{
    private const int MostCurves = 7;

    /// <summary>Of two classes one curve, that of the second; of several one each, of the most frequent ones. Classes that no row, or every row, has have none.</summary>
    public static IReadOnlyList<ClassRoc> Of(ClassQuality quality)
    {
        IEnumerable<int> labels = quality.Labels.Count == 2
            ? [1]
            : Enumerable.Range(0, quality.Labels.Count).OrderByDescending(quality.RowsOf).Take(MostCurves).Order();
        return
        [
            .. labels.Where(label => quality.RowsOf(label) is var own && own > 0 && own < quality.Rows)
                .Select(label => new ClassRoc(
                    label, RocCurve.Of(FunctionView.Column(quality.Probabilities, label), [.. quality.Actual.Select(actual => actual == label)]))),
        ];
    }
}
