using System.Diagnostics;

namespace NeuronPursuit;

/// <summary>Writes the history of a pursuit: what an iteration did, and how good the network then was.</summary>
/// <param name="data">All samples that are trained on.</param>
/// <param name="options">The options.</param>
/// <param name="metrics">Errors and losses in the caller's units.</param>
/// <param name="cancellationToken">Cancels.</param>
internal sealed class GrowthRecord(
    IPursuitData data, PursuitOptions options, PursuitMetrics metrics, CancellationToken cancellationToken)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>The time that the fit took before it was resumed.</summary>
    public TimeSpan Before { get; set; }

    /// <summary>The state after a growth, with its entry.</summary>
    /// <param name="previous">The state before it; the untrained one for a first fit.</param>
    /// <param name="kept">The growth that was chosen.</param>
    /// <param name="searched">All searches of the iteration.</param>
    /// <param name="evaluations">Evaluations of loss and gradient of all growths that were trained.</param>
    /// <param name="mayGainMore">
    /// Whether a bound shows that growths can still gain, so that one which gained next to nothing is no sign of the end.
    /// </param>
    public PursuitState After(
        PursuitState previous, TrainedGrowth kept, IReadOnlyList<LayerCorrelations> searched, long evaluations, bool mayGainMore = false)
    {
        bool first = kept.Growth.Kind == PursuitIterationKind.FirstFit;
        int[] widths = kept.Network.Shape.HiddenWidths;
        int[] earlier = first ? new int[widths.Length] : previous.Network.Shape.HiddenWidths;
        var iteration = new PursuitIteration
        {
            Number = previous.History.Count == 0 ? 1 : previous.History[^1].Number + 1,
            Kind = kept.Growth.Kind,
            AddedNeurons = [.. widths.Zip(earlier, (now, then) => now - then)],
            CorrelationValue = kept.Growth.CorrelationValue,
            Correlations = searched,
            TrainingError = metrics.ErrorOf(data, kept.Network, cancellationToken),
            Loss = metrics.ReportedLoss(kept.Result.Value),
            HiddenWidths = widths,
            Evaluations = evaluations,
            Elapsed = Before + Stopwatch.GetElapsedTime(_start),
        }.Trained(kept.Result, metrics.LossAtOrigin);
        iteration = iteration with { KinkDistance = data.KinkDistance(kept.Network, cancellationToken) };
        int stalled = !first && !mayGainMore && kept.HasStalled(previous, options.StallTolerance) ? previous.StalledGrowths + 1 : 0;
        return new PursuitState(kept.Network, kept.Result.Value, stalled, [.. previous.History, iteration]);
    }

    /// <summary>The state before a growth that is not kept, with an entry that says so.</summary>
    public PursuitState Refusing(
        PursuitState previous, TrainedGrowth refused, IReadOnlyList<LayerCorrelations> searched, long evaluations)
    {
        PursuitIteration iteration = (previous.History[^1] with
        {
            Number = previous.History[^1].Number + 1,
            Kind = PursuitIterationKind.Refused,
            AddedNeurons = new int[previous.Network.Shape.HiddenLayerCount],
            CorrelationValue = refused.Growth.CorrelationValue,
            Correlations = searched,
            Evaluations = evaluations,
            Elapsed = Before + Stopwatch.GetElapsedTime(_start),
        }).Trained(refused.Result, metrics.LossAtOrigin);
        iteration = iteration with { KinkDistance = previous.History[^1].KinkDistance };
        return previous with { StalledGrowths = previous.StalledGrowths + 1, History = [.. previous.History, iteration] };
    }
}
