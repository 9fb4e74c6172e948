namespace NeuronPursuit;

/// <summary>
/// A procedure of iterations on all samples it is given: with held-out samples the iteration that does best on them is kept
/// (<see cref="ValidatedPursuit"/>), without them the last one.
/// </summary>
internal abstract record IterativeProcedure : PursuitProcedure
{
    /// <summary>Iterates on all samples of the data.</summary>
    /// <param name="data">The samples.</param>
    /// <param name="options">What to run.</param>
    /// <param name="metrics">The units of the targets.</param>
    /// <param name="resumed">The state to go on from; null for the beginning.</param>
    /// <param name="onIteration">Told of every finished iteration; returns true to stop.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public abstract (PursuitState State, PursuitStopReason Reason) Iterate(
        IPursuitData data,
        PursuitOptions options,
        PursuitMetrics metrics,
        PursuitState? resumed,
        Func<PursuitState, bool> onIteration,
        CancellationToken cancellationToken);

    public override OffsetResult Choose(OffsetJob job) => new OffsetRace(job).Run();

    public override PursuitOutcome Run(PursuitJob job)
    {
        PursuitOptions options = job.Options;
        KeptPursuit? kept = job.Store.Load();
        if (options.BoundsClassifiers && options.Link == OutputLink.Softmax)
        {
            options = options with { MaxOperations = PursuitWork.OfClassifier(job.Data.SampleCount) };
        }

        if (job.Validation is null && options.ValidationFraction == 0)
        {
            (PursuitState state, PursuitStopReason reason) = Iterate(
                job.Data, options, job.Metrics, kept?.State ?? job.Begin(), Keep, job.CancellationToken);
            if (job.IsPaused is not null && job.IsPaused())
            {
                return PursuitOutcome.Of((state, reason));
            }

            PursuitState refitted = RobustRefit.Run(job.Data, state, options, job.Metrics, job.CancellationToken);
            if (!ReferenceEquals(refitted, state))
            {
                job.Observe(refitted);
            }

            return PursuitOutcome.Of((refitted, reason));
        }

        var all = (ILocalPursuitData)job.Data;
        HoldOut parts = job.Validation is null
            ? new HoldOut(all, options.ValidationFraction, job.Metrics, RandomStream.Derive(options.Seed, SeedCoordinates.HoldOut))
            : new HoldOut(all, job.Validation, job.Metrics);
        ValidatedResult result = new ValidatedPursuit(parts, options, job.CancellationToken).Run(job.Observe, kept, job.Store.Save);
        HeldOutResiduals residuals = HeldOutResiduals.Of(parts.Validation, result.State.Network, options.Link, job.CancellationToken) with { Samples = parts.HeldOutSamples };
        return PursuitOutcome.Of((result.State with { HeldOut = residuals }, result.Reason));

        bool Keep(PursuitState state)
        {
            if (state.Finished > 0)
            {
                job.Store.Save(new KeptPursuit(state));
            }

            return job.OnIteration(state);
        }
    }
}
