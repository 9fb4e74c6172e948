namespace NeuronPursuit;

/// <summary>What one search for a dominant KKT point found: the values of all its restarts.</summary>
/// <param name="HiddenLayer">
/// The hidden layer that the new neuron would join, from 0 for the one next to the inputs (Alg. 1, lines 18-28); null for
/// a whole network of one neuron per layer: the first fit (lines 2-10) and parallel chains (D.3).
/// </param>
/// <param name="Values">
/// One value per restart that ended at a finite one, largest first, in the units of
/// <see cref="PursuitIteration.CorrelationValue"/>. Equal values mostly are the same KKT point, found twice.
/// </param>
public sealed record LayerCorrelations(int? HiddenLayer, IReadOnlyList<double> Values)
{
    internal static LayerCorrelations Of(int? hiddenLayer, IReadOnlyList<KktPoint> points)
    {
        double[] values = new double[points.Count];
        for (int restart = 0; restart < values.Length; restart++)
        {
            values[restart] = points[restart].Value;
        }

        return new LayerCorrelations(hiddenLayer, values);
    }
}
