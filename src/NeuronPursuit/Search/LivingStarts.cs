using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// Starts of which at least one computes something. A ReLU chain is silent behind a negative weight between its layers. At
/// depth L one random start in 2^(L-2) is not, so deep networks may have none (docs/adr/0035).
/// </summary>
internal static class LivingStarts
{
    /// <summary>
    /// Completes all candidates (<see cref="INcfObjective.Complete"/>). If every value is zero, the incoming weights beyond
    /// the inputs become positive, and all are completed again.
    /// </summary>
    public static void Complete(INcfObjective objective, double[] candidates, double[] values, double[] gradients)
    {
        objective.Complete(candidates, values, gradients);
        int further = objective.IncomingCount - objective.InputCount;
        if (further == 0 || values.AsSpan().ContainsAnyExcept(0))
        {
            return;
        }

        int size = objective.IncomingCount + objective.OutgoingCount;
        for (int start = objective.InputCount; start < candidates.Length; start += size)
        {
            Span<double> weights = candidates.AsSpan(start, further);
            TensorPrimitives.Abs(weights, weights);
        }

        objective.Complete(candidates, values, gradients);
    }
}
