namespace NeuronPursuit;

/// <summary>Data as a fit prepares them, with an offset or without, and what goes with them.</summary>
/// <param name="Options">Settled: nothing is left to choose.</param>
/// <param name="Data">The packed samples.</param>
/// <param name="Validation">Samples of the caller's that only judge; null for none.</param>
/// <param name="Metrics">Errors and losses.</param>
/// <param name="Scaling">The units of the network.</param>
/// <param name="Store">Where its iterations are kept; null for nowhere.</param>
internal sealed record FitWay(
    PursuitOptions Options,
    IPursuitData Data,
    ILocalPursuitData? Validation,
    PursuitMetrics Metrics,
    ModelScaling Scaling,
    IFitStore? Store)
{
    /// <summary>Why this way was taken, where there was another one.</summary>
    public OffsetChoice? Choice { get; init; }

    /// <summary>Whether the zero network says all that there is to say: targets of zero, or constant ones less their mean.</summary>
    public bool IsMetByZero => Metrics.LossAtOrigin == 0;

    public NeuronPursuitModel ToModel(PursuitState state, PursuitStopReason reason) =>
        ToModel(PursuitOutcome.Of((state, reason)));

    public NeuronPursuitModel ToModel(PursuitOutcome outcome) => outcome.Reason == PursuitStopReason.NoSignal
        ? Constant(outcome.State)
        : new(
            Scaling.Apply(outcome.Networks, Options.Intercept, Options.Link),
            outcome.State.History,
            outcome.Reason,
            outcome.State.KeptNumber,
            outcome.Ensemble,
            Choice,
            ConformalOf(InUnits(outcome.State.HeldOut)))
        {
            HeldOut = InUnits(outcome.State.HeldOut),
        };

    /// <summary>In the caller's units; null for nothing, and for log-odds, which are no predictions of targets.</summary>
    private HeldOutResiduals? InUnits(HeldOutResiduals? heldOut) =>
        Options.Loss is LogisticLoss or CrossEntropyLoss && Options.Link == OutputLink.Identity ? null
        : heldOut?.In(Options.Link == OutputLink.Softmax ? [1] : Scaling.Targets.Scales.ToArray());

    /// <summary>The scores of residuals in the units that intervals are made in; none where there is nothing.</summary>
    public static ConformalScores[] ConformalOf(HeldOutResiduals? heldOut)
    {
        if (heldOut is null or { ChoseInputs: true })
        {
            return [];
        }

        ConformalScores?[] scores = [.. heldOut.Values.Select((values, k) => ConformalScores.Of(values, heldOut.Spreads?[k], heldOut.Weights))];
        return scores.All(one => one is not null) ? [.. scores.OfType<ConformalScores>()] : [];
    }

    /// <summary>The model of an iteration after which a fit was cancelled; of a bag that of a pursuit which was running.</summary>
    public NeuronPursuitModel Unfinished(PursuitState state, TimeSpan elapsed)
    {
        const PursuitStopReason Canceled = PursuitStopReason.Canceled;
        PursuitEnsemble? ensemble = Options.Members is not { } members ? null : new PursuitEnsemble
        {
            Members = members,
            FinishedMembers = 0,
            Trials = state.Place is { Phase: PursuitPhase.Trial, Members: var trials } ? trials : 0,
            FinishedTrials = 0,
            StopReasons = [Canceled],
            Depths = [state.Network.Shape.Depth],
            Elapsed = elapsed,
        };
        return ToModel(new PursuitOutcome([state.Network], state, Canceled) { Ensemble = ensemble });
    }

    /// <summary>An all-zero (with an offset: constant) target is met exactly by the network of zero weights.</summary>
    public PursuitOutcome Zero()
    {
        Network zero = Network.SingleChain(Data.InputCount, Data.OutputCount, Options.Depth, Options.Activation);

        // Where others would hold samples out, all of them are met by a network that has not seen any.
        bool holdsOut = Options.Members is not null || Options.ValidationFraction > 0 || Validation is not null;
        HeldOutResiduals? heldOut = holdsOut && (Validation ?? Data as ILocalPursuitData) is { } samples
            ? HeldOutResiduals.Of(samples, zero, Options.Link, CancellationToken.None) with
            {
                Samples = Validation is null ? [.. Enumerable.Range(0, samples.SampleCount)] : null,
            }
            : null;
        return PursuitOutcome.Of((new PursuitState(zero, 0, 0, []) { HeldOut = heldOut }, PursuitStopReason.TargetReached));
    }

    /// <summary>The zero network with the best constant as the offset of each output, with or without an intercept; without any where the caller wants none.</summary>
    private NeuronPursuitModel Constant(PursuitState state)
    {
        var data = (ILocalPursuitData)Data;
        double[]? weights = data.CopyWeights();
        double[] means = [.. data.CopyTargets().Select(values => SampleWeights.Mean(values, weights))];
        var moments = new TargetMoments(means, new double[means.Length], data.SampleCount);
        double[] constants = Options.ForbidsOffset ? new double[means.Length] : BestConstant.Of(data, moments, CancellationToken.None);
        Scaling.Targets.Undo(constants);

        return new NeuronPursuitModel(
            Scaling.ApplyConstants(state.Network, Options.Intercept, constants, Options.Link), state.History, PursuitStopReason.NoSignal, offsetChoice: Choice);
    }
}

/// <summary>The way with an offset, where a fit chooses.</summary>
/// <param name="Make">Makes it; shards are packed anew only then.</param>
/// <param name="Reference">The error of the best constant, in the units of <see cref="PursuitMetrics.Absolute"/>.</param>
/// <param name="IsFar">Whether targets are so far from zero that no other is worth a try.</param>
/// <param name="EffectiveCount">So many samples of equal weight say as much as these.</param>
internal sealed record OffsetWay(Func<FitWay> Make, double Reference, bool IsFar, double EffectiveCount)
{
    /// <summary>Means beyond this multiple of the deviations are far from zero.</summary>
    public const double Far = 4;
}
