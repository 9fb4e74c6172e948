using System.Globalization;

namespace NeuronPursuit;

/// <summary>Inputs are chosen, and growths compete on held-out samples (<see cref="SparsePursuit"/>).</summary>
internal sealed record SparseProcedure : PursuitProcedure
{
    public override bool KeepsStages => true;

    public override bool ChoosesInputs => true;

    public override bool Continues => false;

    public override string NeedsAllSamples => "PursuitRecipe.Sparse, which compares held-out samples (use PursuitRecipe.Fast with WithInputsPerNeuron)";

    // It asks its limits on the way, so that they are part of the path.
    public override string Fingerprint(PursuitOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"sparse, limits {options.TargetError:R} {options.ValidationPatience}{(options.SparseSplits == SparseSettings.MostSplits ? "" : $", splits {options.SparseSplits}")}");

    public override IEnumerable<string> Errors(PursuitOptions options, bool validationSet)
    {
        if (options.Members is not null || validationSet)
        {
            yield return "the recipe Sparse takes neither an ensemble nor a validation set of one's own; use another recipe, or leave out WithEnsemble and WithValidation(X, y).";
        }

        if (options.Loss is not SquaredLoss)
        {
            yield return $"the loss is {options.Loss} and the recipe Sparse, whose signal gate and hold-out compare squares ({nameof(SquaredLoss)}). Use another recipe; WithInputsPerNeuron keeps neurons sparse there.";
        }
    }

    public override PursuitOutcome Run(PursuitJob job) => PursuitOutcome.Of(job.Store.Load() is { Reason: { } reason, State: var state }
        ? PursuitPlan.Finished(state, reason, job.OnIteration)
        : job.Store.Finish(new SparsePursuit(
            (ILocalPursuitData)job.Data, job.Options, job.Metrics, job.CancellationToken, stages: job.Store).Run(job.OnIteration)));

    public override OffsetResult Choose(OffsetJob job) => SparseOffsetTrial.Run(job);
}
