namespace NeuronPursuit;

/// <summary>
/// Maximises a neural correlation function on the unit sphere (Alg. 1, lines 4 and 21) from several random starts.
/// </summary>
/// <remarks>
/// Implementations are immutable configuration, safe to use from several fits at once. The same objective and search
/// must give the same points. Start from <see cref="NcfSearch.FillStart"/>; evaluate all starts as one batch, which
/// is several times faster than one by one.
/// </remarks>
public interface INcfMaximizer
{
    /// <summary>Runs the search.</summary>
    /// <param name="objective">What to maximise.</param>
    /// <param name="search">How many starts and from which seed.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>
    /// The points found, of unit norm and finite value, best first (ties: the earlier start first). An ascent gives one per
    /// start. May be empty.
    /// </returns>
    IReadOnlyList<KktPoint> Maximize(INcfObjective objective, NcfSearch search, CancellationToken cancellationToken);
}
