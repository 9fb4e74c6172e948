using NeuronPursuit;

namespace PaperExperiments.Fig5;

/// <summary>
/// Lets another maximiser search and keeps the best point of each search: the pursuit itself reports only the value of
/// the point that it chose.
/// </summary>
public sealed class RecordingMaximizer(INcfMaximizer inner) : INcfMaximizer
{
    private readonly Lock _lock = new();
    private readonly List<KktPoint> _points = [];

    /// <inheritdoc/>
    public IReadOnlyList<KktPoint> Maximize(INcfObjective objective, NcfSearch search, CancellationToken cancellationToken)
    {
        IReadOnlyList<KktPoint> found = inner.Maximize(objective, search, cancellationToken);
        if (found.Count > 0)
        {
            lock (_lock)
            {
                _points.Add(found[0]);
            }
        }

        return found;
    }

    /// <summary>The best point since the last call, over all searches: the dominant one of the iteration.</summary>
    public KktPoint? TakeDominant()
    {
        lock (_lock)
        {
            KktPoint? dominant = _points.MaxBy(point => point.Value);
            _points.Clear();
            return dominant;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"Recording({inner})";
}
