using System.Text.Json;

namespace NeuronPursuit;

/// <summary>A pursuit as far as it came, as a checkpoint holds it.</summary>
internal static class PursuitFile
{
    private const string Format = "NeuronPursuit.Checkpoint";
    private const int Version = 1;

    public static void Write(Stream stream, KeptPursuit kept, string fingerprint)
    {
        PursuitState state = kept.State;
        var document = new CheckpointDocument(
            Format,
            Version,
            fingerprint,
            NetworkDocuments.From(state.Network),
            state.Loss,
            state.StalledGrowths,
            state.History,
            kept.Reason,
            state.Kept,
            From(kept.HeldOut),
            kept.Choice,
            kept.WithOffset is { State: var trial } other
                ? new TrialDocument(
                    NetworkDocuments.From(trial.Network), trial.Loss, trial.StalledGrowths, trial.History, trial.Kept, From(other.HeldOut), other.Told)
                : null,
            kept.Told,
            kept.Reason is null ? null : state.HeldOut);
        JsonSerializer.Serialize(stream, document, DocumentContext.Default.CheckpointDocument);
    }

    /// <param name="stream">The file.</param>
    /// <param name="fingerprint">Of data and options.</param>
    /// <param name="options">Those of the fit.</param>
    /// <param name="inputs">Inputs of the network.</param>
    /// <param name="outputs">Its outputs.</param>
    /// <param name="isJudged">Whether samples are held out.</param>
    /// <exception cref="InvalidDataException">It is no checkpoint, or not that of this fit.</exception>
    public static KeptPursuit Read(Stream stream, string fingerprint, PursuitOptions options, int inputs, int outputs, bool isJudged)
    {
        CheckpointDocument document = VersionedJson.Read(
            stream, "checkpoint", Format, Version, DocumentContext.Default.CheckpointDocument);
        CheckpointFiles.RequireFingerprint(document.Fingerprint, fingerprint);
        DocumentChecks.Require(
            (document.StopReason is not null) == options.Procedure.KeepsStages && (document.StopReason is not { } reason || Enum.IsDefined(reason)),
            $"its stop reason is {document.StopReason}");
        DocumentChecks.RequireChoice(document.OffsetChoice);

        // What has ended as a whole may be a fit with an offset; one that has not holds the trial of one beside it.
        int constants = document.OffsetChoice is { IsFitted: true } ? 1 : 0;
        var own = new TrialDocument(
            document.Network, document.Loss, document.StalledGrowths, document.History, document.KeptIteration, document.HeldOut, document.Told);
        bool isWhole = document.StopReason is not null;
        DocumentChecks.RequireResiduals(document.Residuals, outputs);
        KeptPursuit kept = PursuitOf(own, options.Depth, inputs + constants, outputs, isJudged && document.History.Count > 0, isWhole, document.WithOffset is not null);
        return kept with
        {
            State = kept.State with { HeldOut = document.Residuals },
            Reason = document.StopReason,
            Choice = document.OffsetChoice,
            WithOffset = document.WithOffset is { } trial ? PursuitOf(trial, options.Depth, inputs + 1, outputs, isJudged) : null,
        };
    }

    private static KeptPursuit PursuitOf(TrialDocument document, int depth, int inputs, int outputs, bool isJudged, bool isWhole = false, bool hasTrial = false)
    {
        DocumentChecks.RequireIterations(document.History, document.KeptIteration);
        Network network = ToNetwork(document.Network);

        // Beside a trial may stand a fit that ended before its first iteration.
        bool mayBeEmpty = isWhole || (hasTrial && !network.Parameters.AsSpan().ContainsAnyExcept(0));
        DocumentChecks.Require(
            double.IsFinite(document.Loss) && (mayBeEmpty || document.History.Count > 0), "its loss is not finite, or its history is empty");
        DocumentChecks.Require(
            document.Told >= 0 && document.Told <= document.History.Count + 1, $"told is {document.Told}, which its history has not");
        DocumentChecks.Require((document.HeldOut is not null) == isJudged, "it holds out other samples than the fit");
        var state = new PursuitState(network, document.Loss, document.StalledGrowths, document.History, document.KeptIteration) { Finished = 0 };
        return new KeptPursuit(state, document.HeldOut is { } heldOut ? To(heldOut) : null, Told: document.Told);

        HeldOutState To(HeldOutDocument judged)
        {
            DocumentChecks.Require(
                judged.WithoutGain >= 0 && (judged.Best is null || (double.IsFinite(judged.Best.Loss) && double.IsFinite(judged.Best.HeldOutLoss))),
                "what its held-out samples said is not finite");
            if (judged.Best is not { } best)
            {
                return new HeldOutState(null, double.PositiveInfinity, judged.WithoutGain);
            }

            PursuitIteration[] history = [.. document.History.TakeWhile(iteration => iteration.Number <= best.Iteration)];
            DocumentChecks.Require(
                history is [.., var last] && last.Number == best.Iteration, $"heldOut.best is of iteration {best.Iteration}, which is none");
            var then = new PursuitState(ToNetwork(best.Network), best.Loss, best.StalledGrowths, history) { Finished = 0 };
            return new HeldOutState(then, best.HeldOutLoss, judged.WithoutGain);
        }

        Network ToNetwork(NetworkDocument described)
        {
            Network read = NetworkDocuments.ToNetwork(described);
            DocumentChecks.Require(
                read.Shape.InputCount == inputs && read.Shape.OutputCount == outputs && read.Shape.Depth == depth,
                "its network does not fit the data");
            return read;
        }
    }

    private static HeldOutDocument? From(HeldOutState? heldOut) => heldOut is null ? null : new(
        heldOut.WithoutGain,
        heldOut.Best is { } best
            ? new BestDocument(NetworkDocuments.From(best.Network), best.Loss, best.StalledGrowths, best.History[^1].Number, heldOut.BestLoss)
            : null);
}
