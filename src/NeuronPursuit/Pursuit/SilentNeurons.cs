namespace NeuronPursuit;

/// <summary>
/// Neurons of the second layer whose pre-activation is exactly 0 on some samples: what a new neuron below them would be
/// correlated with (<see cref="SilentNeuronEscape"/>).
/// </summary>
internal static class SilentNeurons
{
    /// <summary>The residual times the derivative of the output by what the neuron puts out, where it is silent.</summary>
    public static double[] TargetOf(Network network, int neuron, double[][] below, double[][] above)
    {
        GrowableLayer own = network.Shape.Layer(1);
        GrowableLayer next = network.Shape.Layer(2);
        double[] target = new double[above[0].Length];
        for (int i = 0; i < target.Length; i++)
        {
            double preActivation = 0;
            for (int column = 0; column < below.Length; column++)
            {
                preActivation += network.Parameters[own.IndexOf(neuron, column)] * below[column][i];
            }

            for (int row = 0; row < above.Length && preActivation == 0; row++)
            {
                target[i] += network.Parameters[next.IndexOf(row, neuron)] * above[row][i];
            }
        }

        return target;
    }

    /// <summary>Whether any sample is left to correlate with.</summary>
    public static bool Any(double[] target) => !Array.TrueForAll(target, value => value == 0);
}
