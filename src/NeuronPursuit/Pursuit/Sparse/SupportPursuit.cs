namespace NeuronPursuit;

/// <summary>
/// One pursuit of a sparse fit: Algorithm 1 in which every growth is a competition. All proposals are tried briefly
/// on the training part, the held-out part chooses, and the winner is trained to the end.
/// </summary>
internal sealed class SupportPursuit(
    SparseTrainer trainer, SparseProposals proposals, SparseSettings settings, CancellationToken cancellationToken)
{
    /// <summary>Grows from a state, or from nothing, and returns the best network met.</summary>
    /// <param name="start">The state to go on from, or null.</param>
    /// <param name="inputs">The inputs to stay with, or null to choose among all.</param>
    /// <param name="iterations">Growths at most.</param>
    /// <param name="seed">The stream of this pursuit.</param>
    public SparseState? Run(SparseState? start, int[]? inputs, int iterations, ulong seed)
    {
        SparseState? state = start;
        SparseState? best = start;
        int withoutGain = 0;
        for (int iteration = 0; iteration < iterations && !trainer.Budget.IsExhausted; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ulong own = RandomStream.Derive(seed, (ulong)iteration);
            SparseState? winner = state is null ? First(inputs, own) : Next(state, inputs is null, withoutGain == 0, own);
            if (winner is null)
            {
                break;
            }

            state = trainer.Train(winner, SparseSettings.TrainingIterations);
            if (best is null || state.ValidationError < best.ValidationError)
            {
                (best, withoutGain) = (state, 0);
            }
            else
            {
                withoutGain++;
            }

            // What is met exactly leaves no residual to grow along.
            bool isExact = state.History[^1].TrainingError <= SparseSettings.ExactTrainingError;
            if (IsSolved(best) || isExact || withoutGain >= settings.Patience)
            {
                break;
            }
        }

        return best;
    }

    private SparseState? First(int[]? inputs, ulong seed)
    {
        IEnumerable<Proposal> chains = inputs is null ? proposals.FirstOpen(seed) : proposals.FirstOn(inputs, seed);
        SparseState? winner = Best(null, chains);
        if (inputs is null && !IsSolved(winner) && Screen(null, winner, seed) is { } screened)
        {
            winner = screened;
        }

        return winner;
    }

    private SparseState? Next(SparseState state, bool open, bool gained, ulong seed)
    {
        IEnumerable<Proposal> candidates = proposals.OnInputsInUse(state, seed);
        if (open)
        {
            candidates = candidates.Concat(proposals.OnNewInputs(state, seed));
        }

        if (state.Inputs.Length <= SparseSettings.LargestForSeveral && !open)
        {
            candidates = candidates.Concat(proposals.SeveralAtOnce(state, state.Inputs, seed));
        }

        SparseState? winner = Best(state, candidates);
        // Without a gain since the last screen the residual is the one that it has seen.
        winner = open && gained && !IsSolved(winner) && Screen(state, winner, seed) is { } screened ? screened : winner;
        return Chain(state, winner, open, seed) ?? winner;
    }

    /// <summary>
    /// With several hidden layers a chain beside the network may gain where nothing else does: on neither part, since what gains on
    /// the training part alone is not stuck.
    /// </summary>
    private SparseState? Chain(SparseState state, SparseState? winner, bool open, ulong seed)
    {
        if (state.Network.Shape.HiddenLayerCount < 2 || trainer.Budget.IsExhausted
            || Gains(winner, state.ValidationError) || GainsInTraining(winner, state))
        {
            return null;
        }

        SparseState? chain = Best(state, proposals.Beside(state, open, seed));
        return winner is null || chain?.Score < winner.Score ? chain : null;
    }

    private static bool Gains(SparseState? winner, double before) =>
        winner is not null && winner.ValidationError < SparseSettings.LeastGain * before;

    private static bool GainsInTraining(SparseState? winner, SparseState state) =>
        winner is not null && winner.History[^1].TrainingError < SparseSettings.LeastGain * state.History[^1].TrainingError;

    private bool IsSolved(SparseState? state) => state is not null && state.Meets(settings.TargetError);

    /// <summary>Asks the product screen, but only where the other proposals fail to gain.</summary>
    private SparseState? Screen(SparseState? state, SparseState? winner, ulong seed)
    {
        double before = state?.ValidationError ?? 1;
        if (Gains(winner, before))
        {
            return null;
        }

        (IReadOnlyList<ScreenedSet> sets, bool forced) = proposals.Screen(state, seed);
        SparseState? best = forced ? null : winner;
        foreach (ScreenedSet set in sets)
        {
            IEnumerable<Proposal> candidates = state is null
                ? proposals.FirstOn(set.Inputs, seed)
                : proposals.OnScreened(state, set.Inputs, forced, seed);
            SparseState? candidate = Best(state, candidates);
            if (IsSolved(candidate))
            {
                return candidate;
            }

            best = best is null || (candidate is not null && candidate.Score < best.Score) ? candidate : best;
        }

        return best;
    }

    private SparseState? Best(SparseState? state, IEnumerable<Proposal> candidates)
    {
        SparseState? best = null;
        foreach (Proposal proposal in SparseProposals.Distinct(candidates))
        {
            cancellationToken.ThrowIfCancellationRequested();
            SparseState trial = trainer.Try(state, proposal, SparseSettings.TrialIterations);
            if (double.IsFinite(trial.ValidationError) && (best is null || trial.Score < best.Score))
            {
                best = trial;
            }

            if (IsSolved(trial) || trainer.Budget.IsExhausted)
            {
                break;
            }
        }

        return best;
    }
}
