using CommunityToolkit.HighPerformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace NeuronPursuit;

/// <summary>
/// A fit of transformed targets, whose model undoes the transform. Where the options leave it open, skewed targets are tried both ways by
/// short bags, and the way with the lower held-out loss is taken (docs/adr/0063).
/// </summary>
/// <param name="options">Those of the fit.</param>
/// <param name="run">How it runs and whom it tells.</param>
/// <param name="X">Inputs, checked.</param>
/// <param name="Y">Targets, checked.</param>
/// <param name="sampleWeights">Positive, one a row; empty where all count alike.</param>
internal readonly ref struct TransformedFit<T>(
    PursuitOptions options, RunSettings run, ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, ReadOnlySpan<double> sampleWeights)
    where T : unmanaged
{
    /// <summary>Networks of a trial: as many windows, so that three fifths of the samples judge.</summary>
    private const int MembersOfTrial = 3;

    /// <summary>Samples of a trial at most.</summary>
    private const int SamplesOfTrial = 3000;

    /// <summary>Of this share of the samples, those with the largest losses, each counts as the smallest of them: one must not decide.</summary>
    private const double ShareOfStrays = 0.01;

    /// <summary>The part of the loss below which the transform is worth having.</summary>
    private const double Gain = 0.98;

    private readonly ReadOnlySpan2D<T> _inputs = X;
    private readonly ReadOnlySpan2D<T> _original = Y;
    private readonly ReadOnlySpan<double> _weights = sampleWeights;
    private readonly PursuitOptions _options = options with { TargetTransform = TargetTransform.None };
    private readonly TargetTransform? _transform = options.TargetTransform;
    private readonly RunSettings _run = run;
    private readonly double[][] _targets = SampleColumns.Copy(Y);

    /// <summary>Whether a fit with these options may transform its targets.</summary>
    public static bool Applies(PursuitOptions options) =>
        options.TargetTransform == TargetTransform.Log
        || (options.TargetTransform is null && options.Link == OutputLink.Identity && options.Loss is SquaredLoss or HuberLoss);

    /// <summary>Runs the fit.</summary>
    public NeuronPursuitModel Run(CancellationToken cancellationToken)
    {
        bool tries = _transform is null;
        double[]? weights = _weights.IsEmpty ? null : SampleWeights.Normalize(_weights);
        var curved = new CurvedTargets(Array.ConvertAll(
            _targets, values => tries && !TargetCurve.IsSkewed(values, weights) ? null : TargetCurve.Of(values, weights)));
        if (!tries)
        {
            curved.RequireTails(_targets);
        }

        return curved.AreStraight || (tries && !IsWorthIt(curved, cancellationToken))
            ? Fit(_options, _run, _inputs, _original, _weights, cancellationToken)
            : Curved(curved, _options, _run, cancellationToken);
    }

    private NeuronPursuitModel Curved(CurvedTargets curved, PursuitOptions options, RunSettings run, CancellationToken cancellationToken)
    {
        double[][] targets = _targets;
        bool predictsMean = options.Loss is SquaredLoss;
        T[,] transformed = new T[_original.Height, _original.Width];
        for (int row = 0; row < _original.Height; row++)
        {
            for (int k = 0; k < _original.Width; k++)
            {
                transformed[row, k] = Simd.FromDouble<T>(curved.Apply(targets[k][row], k));
            }
        }

        RunSettings own = run with
        {
            KeepsHeldOut = true,
            Validation = run.Validation is { } set ? new ValidationSet(set.X, curved.Apply(set.Y)) : null,
            StopWhen = run.StopWhen is { } condition ? (iteration, model) => condition(iteration, curved.Undo(model, targets, predictsMean)) : null,
        };
        try
        {
            NeuronPursuitModel model = curved.Undo(Fit(options, own, _inputs, transformed, _weights, cancellationToken), targets, predictsMean);
            return run.KeepsHeldOut ? model : model.With(heldOut: null);
        }
        catch (PursuitCanceledException exception) when (exception.Model is { } model)
        {
            throw new PursuitCanceledException(curved.Undo(model, targets, predictsMean), cancellationToken);
        }
    }

    /// <summary>Whether short bags of transformed targets predict held-out samples better than such bags of the targets themselves.</summary>
    private bool IsWorthIt(CurvedTargets curved, CancellationToken cancellationToken)
    {
        if (_inputs.Height < AutoSettings.FewestSamples)
        {
            return false;
        }

        PursuitOptions trial = _options with
        {
            Members = MembersOfTrial,
            Variants = [.. _options.Variants.Take(1)],
            WeightDecays = _options.WeightDecays is [] ? [] : [_options.WeightDecays[_options.WeightDecays.Count / 2]],
        };
        int[] rows = [.. HoldOut.Shuffled(_inputs.Height, RandomStream.Derive(_options.Seed, SeedCoordinates.HoldOut)).Take(SamplesOfTrial).Order()];
        double[] weights = _weights.IsEmpty ? [] : SampleWeights.Select(_weights, rows);
        var part = new TransformedFit<T>(trial, _run, MatrixParts.Rows(_inputs, rows), MatrixParts.Rows(_original, rows), weights);
        try
        {
            double plain = part.LossOf(Fit(trial, TrialRun("plain"), part._inputs, part._original, part._weights, cancellationToken));
            return part.LossOf(part.Curved(curved, trial, TrialRun("curved"), cancellationToken)) < Gain * plain;
        }
        catch (PursuitCanceledException)
        {
            // The models of a trial saw a part of the samples and are not what was asked for.
            throw new PursuitCanceledException(null, cancellationToken);
        }
    }

    /// <summary>Nobody is told of a trial, and it keeps checkpoints of its own.</summary>
    private RunSettings TrialRun(string name) => _run with
    {
        Candidate = "Trial",
        Logger = NullLogger.Instance,
        KeepsHeldOut = true,
        Progress = null,
        Shares = null,
        StopWhen = null,
        Validation = null,
        Executor = null,
        Checkpoints = _run.Checkpoints is { } checkpoints ? checkpoints with { Directory = Path.Combine(checkpoints.Directory, $"trial-{name}") } : null,
    };

    /// <summary>The mean loss of held-out samples.</summary>
    private double LossOf(NeuronPursuitModel model)
    {
        double[]? weights = _weights.IsEmpty ? null : SampleWeights.Normalize(_weights);
        double[] all = new HeldOutComparison(_targets, weights, isClasses: false, centred: true).LossesOf(model.HeldOut!);
        int[] samples = [.. Enumerable.Range(0, all.Length).Where(sample => !double.IsNaN(all[sample]))];
        double[] losses = Array.ConvertAll(samples, sample => all[sample]);
        double limit = losses.Order().ElementAt((int)((1 - ShareOfStrays) * (losses.Length - 1)));
        return SampleWeights.Mean(
            Array.ConvertAll(losses, loss => Math.Min(loss, limit)), weights is null ? null : Array.ConvertAll(samples, sample => weights[sample]));
    }

    private static NeuronPursuitModel Fit(
        PursuitOptions options, RunSettings run, ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, ReadOnlySpan<double> weights, CancellationToken cancellationToken) =>
        new NeuronPursuitEstimator(options, run).FitChecked(X, Y, weights, null, cancellationToken);
}
