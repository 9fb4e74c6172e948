using System.Diagnostics;
using CommunityToolkit.HighPerformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace NeuronPursuit;

/// <summary>
/// A fit by <see cref="PursuitRecipe.Auto"/>: one small network where it meets the targets exactly, the search for few inputs where that does,
/// else whichever of the search, the bag and the mean is best on samples that it had not seen (docs/adr/0062).
/// </summary>
/// <param name="options">Those of the small network, with what competes with it.</param>
/// <param name="run">How the fit runs and whom it tells.</param>
/// <param name="X">Inputs, checked.</param>
/// <param name="Y">Targets, checked.</param>
/// <param name="sampleWeights">Positive, one a row; empty where all count alike.</param>
internal readonly ref struct AutoFit<T>(
    PursuitOptions options, RunSettings run, ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, ReadOnlySpan<double> sampleWeights)
    where T : unmanaged
{
    private readonly ReadOnlySpan2D<T> _inputs = X;
    private readonly ReadOnlySpan2D<T> _targets = Y;
    private readonly ReadOnlySpan<double> _weights = sampleWeights;
    private readonly PursuitOptions _options = options;
    private readonly AutoOptions _auto = options.Auto!;
    private readonly RunSettings _run = run;
    private readonly CandidateRun _candidates = new(run);

    /// <summary>Runs what has to be run.</summary>
    /// <exception cref="PursuitCanceledException">The fit was cancelled; carries the model of the last candidate that has come to something.</exception>
    public NeuronPursuitModel Run(CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        using Activity? activity = NeuronPursuitTelemetry.StartFit(_inputs.Height, _inputs.Width, _targets.Width, _options.Depth);
        NeuronPursuitModel? finished = null;
        try
        {
            NeuronPursuitModel model = Choose(ref finished, cancellationToken);
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), model.StopReason);
            _candidates.Finish(model);
            return model;
        }
        catch (PursuitCanceledException exception)
        {
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), PursuitStopReason.Canceled);

            // What has finished as a whole is more than the beginning of something else, but for a small network that was not exact.
            NeuronPursuitModel? begun = exception.Model is { } model ? Unfinished(model, _candidates.Recipe) : null;
            bool isSmall = finished?.RecipeChoice!.Recipe == PursuitRecipe.Fast.Name;
            throw new PursuitCanceledException(isSmall ? begun ?? finished : finished ?? begun, cancellationToken);
        }
        catch (Exception error)
        {
            NeuronPursuitTelemetry.EndFit(activity, Stopwatch.GetElapsedTime(start), error);
            throw;
        }
    }

    private NeuronPursuitModel Choose(ref NeuronPursuitModel? finished, CancellationToken cancellationToken)
    {
        bool isClasses = _options.Link == OutputLink.Softmax;
        if (!isClasses && Small(cancellationToken) is { } small)
        {
            if (IsExact(small))
            {
                return small.With(new RecipeChoice(PursuitRecipe.Fast.Name, RecipeReason.Exact), PursuitRecipe.Fast.Name);
            }

            finished = small.History.Count > 0 ? Unfinished(small, PursuitRecipe.Fast.Name) : null;
        }

        NeuronPursuitModel? sparse = isClasses ? null : Sparse(AutoSettings.SplitsAtFirst(_inputs.Height), AutoSettings.AfterFirstSplit, cancellationToken);
        finished = sparse is { StopReason: not PursuitStopReason.NoSignal } ? Unfinished(sparse, PursuitRecipe.Sparse.Name) : finished;
        if (sparse is not null && IsSolved(sparse))
        {
            return sparse.With(new RecipeChoice(PursuitRecipe.Sparse.Name, RecipeReason.Exact), PursuitRecipe.Sparse.Name);
        }

        NeuronPursuitModel tabular = Tabular(cancellationToken);
        finished = Unfinished(tabular, PursuitRecipe.Tabular.Name);
        if (!(isClasses || _options.Loss is SquaredLoss))
        {
            return tabular.With(new RecipeChoice(PursuitRecipe.Tabular.Name, RecipeReason.OtherLoss), PursuitRecipe.Tabular.Name);
        }

        return Best(sparse, tabular, isClasses, cancellationToken);
    }

    /// <summary>The best of what competes on held-out samples.</summary>
    private NeuronPursuitModel Best(NeuronPursuitModel? sparse, NeuronPursuitModel tabular, bool isClasses, CancellationToken cancellationToken)
    {
        double[]? weights = _weights.IsEmpty ? null : SampleWeights.Normalize(_weights);
        var comparison = new HeldOutComparison(SampleColumns.Copy(_targets), weights, isClasses, centred: !_options.ForbidsOffset);
        double[] constant = comparison.LossesOfConstant();
        double[] bag = comparison.LossesOf(tabular.HeldOut!);
        double[]? ofSparse = sparse?.HeldOut is { } heldOut ? comparison.LossesOf(heldOut) : null;
        double[][] beside = ofSparse is null ? [] : [ofSparse];
        double unit = comparison.MeanOver(constant, [bag, .. beside]);
        double tabularLoss = comparison.MeanOver(bag, beside);
        double? sparseLoss = ofSparse is null ? null : comparison.MeanOver(ofSparse, bag);
        RecipeChoice choice = new(PursuitRecipe.Tabular.Name, isClasses ? RecipeReason.Classes : RecipeReason.LowestError)
        {
            TabularError = Relative(tabularLoss, unit),
            SparseError = sparseLoss is { } loss ? Relative(loss, unit) : null,
        };
        var proof = new AutoProof<T>(_inputs, _targets, _weights, comparison, _run, _options.Seed);
        if (sparseLoss < AutoSettings.LooksBetter * tabularLoss
            && proof.IsBetter(
                AutoOptions.Settled(_auto.Sparse!, _options) with { SparseSplits = AutoSettings.SplitsAtFirst(_inputs.Height) }, TabularOptions, out HeldOutResiduals judged, cancellationToken))
        {
            // What is worth its time has all of it.
            sparse = AutoSettings.SplitsAtFirst(_inputs.Height) < SparseSettings.MostSplits ? Sparse(SparseSettings.MostSplits, 1, cancellationToken)! : sparse!;
            RecipeReason reason = IsSolved(sparse) ? RecipeReason.Exact : RecipeReason.LowestError;
            return Calibrated(sparse, judged).With(choice with { Recipe = PursuitRecipe.Sparse.Name, Reason = reason }, PursuitRecipe.Sparse.Name);
        }

        bool noSignal = sparse?.StopReason == PursuitStopReason.NoSignal;
        double excess = comparison.Excess(constant, bag);
        bool isChance = isClasses
            ? excess < AutoSettings.BeyondDoubt && !proof.IsBeyondChance(TabularOptions, constant, cancellationToken)
            : excess < (noSignal ? AutoSettings.BeyondNoSignal : AutoSettings.BeyondChance);
        return isChance
            ? Constant(cancellationToken).With(choice with { Recipe = RecipeChoice.Mean, Reason = RecipeReason.NoSignal })
            : tabular.With(choice, PursuitRecipe.Tabular.Name);
    }

    /// <summary>With intervals by the rows of the proof; they are of this side of a curve, and a model with one has intervals of the other side.</summary>
    private static NeuronPursuitModel Calibrated(NeuronPursuitModel sparse, HeldOutResiduals judged) =>
        sparse.TargetCurves is [] ? sparse.With(sparse.Fitted, FitWay.ConformalOf(judged), sparse.HeldOut) : sparse;

    /// <summary>The small network; null where a part of the samples has shown that it will not be exact.</summary>
    private NeuronPursuitModel? Small(CancellationToken cancellationToken)
    {
        if (_inputs.Height > AutoSettings.SamplesOfTrial)
        {
            int[] rows = HoldOut.Shuffled(_inputs.Height, RandomStream.Derive(_options.Seed, SeedCoordinates.HoldOut))[..AutoSettings.SamplesOfTrial];
            Array.Sort(rows);
            double[] weights = _weights.IsEmpty ? [] : SampleWeights.Select(_weights, rows);
            var part = new AutoFit<T>(
                _options, _run with { Checkpoints = null, Progress = null, Shares = null, Logger = NullLogger.Instance }, MatrixParts.Rows(_inputs, rows), MatrixParts.Rows(_targets, rows), weights);
            if (!part.IsExact(part.Fast(cancellationToken)))
            {
                return null;
            }
        }

        return Fast(cancellationToken);
    }

    /// <summary>Whether it meets the targets by weights that are few beside the samples.</summary>
    private bool IsExact(NeuronPursuitModel model) => model.StopReason == PursuitStopReason.TargetReached
        && (model.History.Count == 0 || AutoSettings.AreFew(model.ParameterCount, _targets.Length));

    private bool IsSolved(NeuronPursuitModel model)
    {
        double target = SparseSettings.Of(_auto.Sparse!).TargetError;
        return model.StopReason == PursuitStopReason.TargetReached
            || model.History is [.., { ValidationError: { } heldOut, TrainingError: var error }] && heldOut <= target && error <= target;
    }

    /// <summary>One network on all samples, for as long as its weights are few beside them.</summary>
    private NeuronPursuitModel Fast(CancellationToken cancellationToken)
    {
        long numbers = _targets.Length;
        RunSettings own = _candidates.Of(PursuitRecipe.Fast.Name, "fast", AutoSettings.AfterFast);
        return Fit(_options, own with { StopWhen = (_, model) => !AutoSettings.AreFew(model.ParameterCount, numbers) }, cancellationToken);
    }

    /// <summary>The search for few inputs; null where the settings or the loss leave it out.</summary>
    private NeuronPursuitModel? Sparse(int splits, double end, CancellationToken cancellationToken)
    {
        if (_auto.Sparse is null || _options.Loss is not SquaredLoss || _inputs.Height > AutoSettings.SamplesOfTrial)
        {
            return null;
        }

        PursuitOptions own = AutoOptions.Settled(_auto.Sparse, _options) with { SparseSplits = splits };
        string folder = splits == SparseSettings.MostSplits ? "sparse" : FormattableString.Invariant($"sparse-{splits}");
        return Fit(own, _candidates.Of(PursuitRecipe.Sparse.Name, folder, end), cancellationToken);
    }

    private PursuitOptions TabularOptions => AutoOptions.Settled(_auto.Tabular!, _options);

    private NeuronPursuitModel Tabular(CancellationToken cancellationToken) =>
        Fit(TabularOptions, _candidates.Of(PursuitRecipe.Tabular.Name, "tabular", AutoSettings.AfterTabular), cancellationToken);

    private NeuronPursuitModel Fit(PursuitOptions own, RunSettings candidate, CancellationToken cancellationToken) =>
        new NeuronPursuitEstimator(own with { Auto = null }, candidate).FitChecked(_inputs, _targets, _weights, null, cancellationToken);

    /// <summary>The model that predicts the mean of the targets, or the shares of the classes.</summary>
    private NeuronPursuitModel Constant(CancellationToken cancellationToken)
    {
        PursuitOptions own = TabularOptions with { TargetTransform = TargetTransform.None };
        return new NeuronPursuitEstimator(_options.Link == OutputLink.Softmax ? own : own with { Standardization = true }, _run with { Checkpoints = null, Executor = null })
            .Session(_inputs, _targets, _weights, null, cancellationToken).Constant();
    }

    /// <summary>The model of a candidate if the fit is cancelled before all were compared.</summary>
    private static NeuronPursuitModel Unfinished(NeuronPursuitModel model, string recipe) =>
        model.With(new RecipeChoice(recipe, RecipeReason.LowestError) { IsUnfinished = true }, recipe, canceled: true);

    private static double Relative(double loss, double unit) => unit > 0 ? Math.Sqrt(loss / unit) : 0;
}
