namespace NeuronPursuit;

/// <summary>
/// A search whose cost does not grow with the outputs: where they are many it runs on a sketch of the correlation, and only
/// the points that it ends at are completed on all outputs.
/// </summary>
internal static class SketchedSearch
{
    /// <summary>The points of a maximiser, with values and outgoing weights of the objective itself, best first.</summary>
    public static IReadOnlyList<KktPoint> Run(
        INcfMaximizer maximizer, INcfObjective objective, NcfSearch search, CancellationToken cancellationToken)
    {
        if ((objective as ISketchedCorrelation)?.Sketch() is not { } sketch)
        {
            return maximizer.Maximize(objective, search, cancellationToken);
        }

        IReadOnlyList<KktPoint> found = maximizer.Maximize(sketch, search, cancellationToken);
        if (found.Count == 0)
        {
            return found;
        }

        int size = objective.IncomingCount + objective.OutgoingCount;
        double[] candidates = new double[found.Count * size];
        for (int point = 0; point < found.Count; point++)
        {
            found[point].Incoming.CopyTo(candidates.AsSpan(point * size, objective.IncomingCount));
        }

        double[] values = new double[found.Count];
        double[] gradients = new double[candidates.Length];
        objective.Complete(candidates, values, gradients);
        return KktPoints.FromBatch(candidates, values, gradients, objective.IncomingCount);
    }
}
