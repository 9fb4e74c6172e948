namespace NeuronPursuit;

/// <summary>Picks points that say different things, so that several can join a network at once.</summary>
internal static class DistinctPoints
{
    /// <summary>
    /// The best points whose incoming weights differ in direction from those of all better ones (cosine below
    /// <paramref name="maxCosine"/>) and whose value is a fair part of the best one's.
    /// </summary>
    /// <param name="points">Best first.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="minShare">The smallest value, as a part of the best one.</param>
    /// <param name="maxCosine">The largest cosine of two points.</param>
    public static IReadOnlyList<KktPoint> Take(
        IReadOnlyList<KktPoint> points, int count, double minShare = 0.3, double maxCosine = 0.95)
    {
        var chosen = new List<KktPoint>(count);
        foreach (KktPoint point in points)
        {
            if (chosen.Count == count || !(point.Value > 0 && point.Value >= minShare * points[0].Value))
            {
                break;
            }

            if (chosen.TrueForAll(other => Reductions.Cosine(point.Incoming, other.Incoming) < maxCosine))
            {
                chosen.Add(point);
            }
        }

        return chosen;
    }
}
