namespace NeuronPursuit;

/// <summary>Which neurons of the first network came last. New ones stand behind those that were there before.</summary>
internal static class NewestNeurons
{
    /// <summary>How many neurons at the end of each hidden layer came last.</summary>
    /// <param name="model">The model; its history is that of its first network.</param>
    /// <param name="network">Which network, from 0.</param>
    /// <returns>
    /// One number per hidden layer; all 0 where nothing is known, since another network is meant, neurons were removed
    /// afterwards, or nothing was added to the first fit.
    /// </returns>
    public static int[] CountPerLayer(NeuronPursuitModel model, int network)
    {
        IReadOnlyList<int> widths = model.Networks[network].HiddenWidths;
        int[] none = new int[widths.Count];
        if (network != 0 || Growth(model.History, model.KeptIteration) is not { } growth || growth.AddedNeurons.Count != widths.Count)
        {
            return none;
        }

        return [.. growth.AddedNeurons.Select(count => Math.Max(0, count))];
    }

    /// <summary>The last growth of the network that an iteration left; null where it cannot be known.</summary>
    public static PursuitIteration? Growth(IReadOnlyList<PursuitIteration> history, PursuitIteration? kept)
    {
        if (kept is null)
        {
            return null;
        }

        foreach (PursuitIteration iteration in history.Reverse().SkipWhile(iteration => iteration != kept))
        {
            if (iteration.AddedNeurons.Any(count => count < 0) || !iteration.HiddenWidths.SequenceEqual(kept.HiddenWidths))
            {
                return null;
            }

            if (iteration.AddedNeurons.Any(count => count > 0))
            {
                return iteration.Kind is PursuitIterationKind.FirstFit or PursuitIterationKind.FixedWidth ? null : iteration;
            }
        }

        return null;
    }
}
