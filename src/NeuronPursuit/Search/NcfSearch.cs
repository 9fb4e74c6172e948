namespace NeuronPursuit;

/// <summary>What a maximiser is asked for: how many starts, and from which random stream.</summary>
/// <param name="Restarts">Random starts (the paper's H), at least 1.</param>
/// <param name="Seed">
/// The seed of this search, derived from the pursuit's seed, the iteration and the layer. Each start has its own
/// stream, so a start does not depend on how many there are.
/// </param>
public readonly record struct NcfSearch(int Restarts, ulong Seed)
{
    /// <summary>Fills a start: uniform on the unit sphere, always the same for the same seed and number.</summary>
    /// <param name="restart">The number of the start, from 0.</param>
    /// <param name="candidate">
    /// Receives the start: <see cref="INcfObjective.IncomingCount"/> plus <see cref="INcfObjective.OutgoingCount"/> weights.
    /// </param>
    public void FillStart(int restart, Span<double> candidate) =>
        new RandomStream(RandomStream.Derive(Seed, (ulong)restart)).FillUnitSphere(candidate);

    /// <summary>All starts of the search, row after row.</summary>
    /// <exception cref="ArgumentException">The search has no start.</exception>
    internal double[] AllStarts(int size)
    {
        if (Restarts < 1)
        {
            throw new ArgumentException($"Restarts is {Restarts}; a search needs at least 1 start.");
        }

        double[] starts = new double[Restarts * size];
        for (int restart = 0; restart < Restarts; restart++)
        {
            FillStart(restart, starts.AsSpan(restart * size, size));
        }

        return starts;
    }
}
