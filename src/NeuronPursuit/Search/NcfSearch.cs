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
    /// <param name="candidate">Receives the start.</param>
    public void FillStart(int restart, Span<double> candidate) =>
        new RandomStream(RandomStream.Derive(Seed, (ulong)restart)).FillUnitSphere(candidate);

    /// <summary>All starts of the search, row after row.</summary>
    internal double[] AllStarts(int size)
    {
        double[] starts = new double[Restarts * size];
        for (int restart = 0; restart < Restarts; restart++)
        {
            FillStart(restart, starts.AsSpan(restart * size, size));
        }

        return starts;
    }
}
