namespace NeuronPursuit;

/// <summary>
/// Removes inputs and neurons that the held-out part does not miss: the least important half of the inputs, then
/// fewer, then single neurons, each time trained again and kept when the score rises by no more than 0.1 % or the target is met.
/// </summary>
internal sealed class NetworkPruner(
    SparseTrainer trainer, SparseSettings settings, bool keepsLastInput, CancellationToken cancellationToken)
{
    private const double Tolerance = 1.001;

    /// <summary>The pruned network, or the same state when nothing could go. Adds one iteration to the history.</summary>
    public SparseState Prune(SparseState state)
    {
        SparseState pruned = PruneNeurons(PruneInputs(state));
        if (ReferenceEquals(pruned, state))
        {
            return state;
        }

        // However many steps it took, it is one iteration to a reader of the history.
        PursuitIteration last = pruned.History[^1];
        int[] before = state.Network.Shape.HiddenWidths;
        PursuitIteration iteration = last with
        {
            Number = state.History.Count == 0 ? 1 : state.History[^1].Number + 1,
            AddedNeurons = [.. last.HiddenWidths.Zip(before, (now, then) => now - then)],
            Evaluations = pruned.History.Skip(state.History.Count).Sum(step => step.Evaluations),
        };
        return pruned with { History = [.. state.History, iteration] };
    }

    private SparseState PruneInputs(SparseState state)
    {
        double best = state.Score;
        int count = Removable(state) / 2;
        while (count >= 1 && !trainer.Budget.IsExhausted)
        {
            SparseState? pruned = null;
            foreach (int[] kept in Remainders(state, count))
            {
                SparseState trial = trainer.Retrain(
                    state, NetworkEdits.MoveInputs(state.Network, state.Inputs, kept), kept, SparseSettings.PruningIterations);
                if (IsAccepted(trial, best))
                {
                    pruned = trial;
                    break;
                }
            }

            if (pruned is null)
            {
                count /= 2;
                continue;
            }

            state = pruned;
            best = Math.Min(best, pruned.Score);
            count = Math.Min(count, Removable(state) - 1);
        }

        return state;
    }

    /// <summary>
    /// The inputs without the least important ones. A single input is tried for every one of a few: an input of large
    /// weight may still be one that the others could do without.
    /// </summary>
    private IEnumerable<int[]> Remainders(SparseState state, int count)
    {
        int[] order = LeastImportantInputs(state);
        int alternatives = count == 1 && order.Length <= SparseSettings.LargestForSeveral ? order.Length : 1;
        for (int first = 0; first < alternatives && order.Length > 1; first++)
        {
            var removed = order.Skip(first).Take(count).ToHashSet();
            yield return [.. state.Inputs.Where((_, k) => !removed.Contains(k))];
        }
    }

    private SparseState PruneNeurons(SparseState state)
    {
        double best = state.Score;
        for (int layer = 0; layer < state.Network.Shape.HiddenLayerCount; layer++)
        {
            bool removed = true;
            while (removed && !trainer.Budget.IsExhausted && state.Network.Shape.Widths[layer + 1] > 1)
            {
                removed = false;
                foreach (int neuron in LeastImportant(state.Network, layer))
                {
                    SparseState trial = trainer.Retrain(
                        state,
                        NetworkEdits.RemoveNeuron(state.Network, layer, neuron),
                        state.Inputs,
                        SparseSettings.PruningIterations);
                    if (IsAccepted(trial, best))
                    {
                        state = trial;
                        best = Math.Min(best, trial.Score);
                        removed = true;
                        break;
                    }
                }
            }
        }

        return state;
    }

    private bool IsAccepted(SparseState trial, double best)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return trial.Score <= Tolerance * best || trial.Meets(settings.TargetError);
    }

    private int Removable(SparseState state) => state.Inputs.Length - (keepsLastInput ? 1 : 0);

    private int[] LeastImportantInputs(SparseState state)
    {
        double[][] columns = trainer.Data.TrainingOn(state.Inputs).CopyInputs();
        GrowableLayer first = state.Network.Shape.Layer(0);
        double[] importance = new double[Removable(state)];
        for (int column = 0; column < importance.Length; column++)
        {
            double squares = columns[column].Sum(value => value * value);
            for (int row = 0; row < first.Width; row++)
            {
                double weight = state.Network.Parameters[first.IndexOf(row, column)];
                importance[column] += weight * weight * squares;
            }
        }

        return [.. Enumerable.Range(0, importance.Length).OrderBy(k => importance[k])];
    }

    /// <summary>The two neurons of a layer with the smallest products of incoming and outgoing norms.</summary>
    private static IEnumerable<int> LeastImportant(Network network, int layer)
    {
        GrowableLayer own = network.Shape.Layer(layer);
        GrowableLayer next = network.Shape.Layer(layer + 1);
        double[] importance = new double[own.Width];
        for (int neuron = 0; neuron < own.Width; neuron++)
        {
            double incoming = 0;
            foreach (double weight in own.Row(network.Parameters, neuron))
            {
                incoming += weight * weight;
            }

            double outgoing = 0;
            for (int row = 0; row < next.Width; row++)
            {
                double weight = network.Parameters[next.IndexOf(row, neuron)];
                outgoing += weight * weight;
            }

            importance[neuron] = PortableMath.Pow(incoming, network.Shape.Activation.Power) * outgoing;
        }

        return Enumerable.Range(0, own.Width).OrderBy(neuron => importance[neuron]).Take(2);
    }
}
