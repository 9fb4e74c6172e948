using System.Diagnostics;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

// Fits whose independent parts run elsewhere.
public sealed partial class NeuronPursuitEstimator
{
    /// <summary>
    /// Lets an engine run what does not depend on each other: the pursuits of <see cref="NeuronPursuitBuilder.WithPursuits"/>,
    /// the members of <see cref="NeuronPursuitBuilder.WithEnsemble"/>, the folds of a cross-validation. The results are the
    /// same bit for bit.
    /// </summary>
    /// <param name="executor">The engine.</param>
    /// <returns>An estimator with the same settings; fits in shards and continued ones run as they do without an engine.</returns>
    /// <remarks>
    /// <para>Settings travel, and code does not: such a fit takes the library's own maximisers, optimisers and losses, and
    /// no <see cref="NeuronPursuitBuilder.WithStopWhen"/>. An error lists all that is in the way. The threads of a part are
    /// the engine's business.</para>
    /// <para>Progress and log hear of the iterations of a part when it has finished. A cancelled fit carries the best of
    /// the pursuits that have finished, or the finished members. Only ensembles keep checkpoints, of their members.</para>
    /// <para><see cref="NeuronPursuitTelemetry"/> tells here of the fit as a whole, and where they run of its pursuits, each a
    /// fit with its iterations; of a cross-validation it tells only there.</para>
    /// </remarks>
    public NeuronPursuitEstimator On(IPursuitExecutor executor)
    {
        ArgumentNullException.ThrowIfNull(executor);
        return new NeuronPursuitEstimator(_options, _run with { Executor = executor });
    }

    /// <summary>Every pursuit as a part of its own.</summary>
    private NeuronPursuitModel FitPursuits<T>(
        IPursuitExecutor executor, ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, ReadOnlySpan<double> sampleWeights, CancellationToken cancellationToken)
        where T : unmanaged
    {
        RequireSupport(keepsCheckpoints: false);
        long start = Stopwatch.GetTimestamp();
        using Activity? activity = NeuronPursuitTelemetry.StartFit(X.Height, X.Width, Y.Width, _options.Depth);
        double[] weights = sampleWeights.ToArray();
        var models = new NeuronPursuitModel?[_options.Pursuits];
        var progress = new ProgressReports(_run.Shares);
        int finished = 0;
        try
        {
            var elsewhere = new ExecutedParts(executor, PartData.Write(X, Y, _run.Validation));
            if (_options.ChoosesOffset && models.Length > 1)
            {
                // The first pursuit chooses for all.
                Run(elsewhere, _options, 0, 1);
                Run(elsewhere, AsChosen(models[0]!), 1, models.Length - 1);
            }
            else
            {
                Run(elsewhere, _options, 0, models.Length);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), PursuitStopReason.Canceled);
            throw new PursuitCanceledException(Best(models), cancellationToken);
        }
        catch (Exception error)
        {
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), error);
            throw;
        }

        // The iterations are counted where they run; in the same process they would count twice here.
        NeuronPursuitModel best = Best(models)!;
        NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), best.StopReason);
        PursuitLog.Finished(_run.Logger, best);
        progress.Finish();
        return best;

        void Run(ExecutedParts elsewhere, PursuitOptions options, int first, int count) => elsewhere.Fit(
            [.. Enumerable.Range(first, count)
                .Select(pursuit => new PursuitPart(PursuitPlan.OptionsOf(options, pursuit)) { Weights = weights })],
            (place, model) =>
            {
                models[first + place] = model;
                double share = (double)++finished / models.Length;
                Report(model.History, new PursuitPlace(PursuitPhase.Pursuit, first + place + 1, models.Length, share), progress);
            },
            cancellationToken);
    }

    /// <summary>The settings of a fit that need not choose any more; columns that are standardised are so whoever looks at them.</summary>
    private PursuitOptions AsChosen(NeuronPursuitModel model) => model.IsStandardized
        ? _options
        : _options with { ChoosesOffset = false, Intercept = model.HasIntercept, OutputOffset = model.HasIntercept };

    /// <summary>The one that <see cref="PursuitPlan"/> keeps; null where none has finished.</summary>
    private NeuronPursuitModel? Best(NeuronPursuitModel?[] models)
    {
        NeuronPursuitModel? best = null;
        foreach (NeuronPursuitModel? model in models)
        {
            if (model is not null && (best is null || PursuitPlan.IsBetter(StateOf(model), StateOf(best), _options.TargetError)))
            {
                best = model;
            }
        }

        // The first has chosen for all.
        return models is [{ OffsetChoice: { } choice }, ..] ? best!.With(choice) : best;

        static PursuitState StateOf(NeuronPursuitModel model) =>
            new(model.Fitted.Networks[0], 0, 0, model.History, model.KeptIteration?.Number ?? 0);
    }

    /// <summary>Tells of the iterations of a part that has finished.</summary>
    private void Report(IReadOnlyList<PursuitIteration> history, PursuitPlace place, ProgressReports progress)
    {
        foreach (PursuitIteration iteration in history)
        {
            PursuitLog.Iteration(_run.Logger, iteration, place);
            _run.Progress?.Report(iteration);
            progress.Report(place, iteration);
        }
    }

    /// <summary>Refuses settings that cannot be taken elsewhere.</summary>
    /// <exception cref="ArgumentException">There are such settings; the message lists them all.</exception>
    private void RequireSupport(bool keepsCheckpoints)
    {
        string[] errors = [.. OptionsSerializer.Unsupported(_options), .. Unsupported(keepsCheckpoints)];
        if (errors.Length > 0)
        {
            throw new ArgumentException(
                $"A fit whose parts run elsewhere does not support {string.Join("; nor ", errors)}. Code of your own does not travel in settings: fit where it is (on a cluster: by an IPursuitTask).");
        }
    }

    private IEnumerable<string> Unsupported(bool keepsCheckpoints)
    {
        if (_run.StopWhen is not null)
        {
            yield return "WithStopWhen, which is code";
        }

        if (_run.Checkpoints is not null && !keepsCheckpoints)
        {
            yield return "WithCheckpoints, which only the finished members of an ensemble can use";
        }
    }
}
