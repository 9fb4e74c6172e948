namespace NeuronPursuit;

/// <summary>Turns the last batch of an ascent into points, best first.</summary>
internal static class KktPoints
{
    public static IReadOnlyList<KktPoint> FromBatch(
        ReadOnlySpan<double> candidates, ReadOnlySpan<double> values, ReadOnlySpan<double> gradients, int incomingCount)
    {
        int size = candidates.Length / values.Length;
        var points = new List<KktPoint>(values.Length);
        for (int r = 0; r < values.Length; r++)
        {
            ReadOnlySpan<double> weights = candidates.Slice(r * size, size);
            ReadOnlySpan<double> gradient = gradients.Slice(r * size, size);
            if (double.IsFinite(values[r]) && double.IsFinite(Reductions.Sum(weights)))
            {
                double norm = Reductions.Norm(gradient);
                double alignment = norm > 0 ? Reductions.Dot(gradient, weights) / norm : 0;
                points.Add(new KktPoint(values[r], alignment, weights, incomingCount));
            }
        }

        // OrderBy is stable: of equal values the earlier start comes first, on any machine and thread count.
        return [.. points.OrderByDescending(point => point.Value)];
    }
}
