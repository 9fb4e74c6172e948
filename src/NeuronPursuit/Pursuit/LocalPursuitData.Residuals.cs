using System.Numerics.Tensors;

namespace NeuronPursuit;

// What a network leaves unexplained, and where it stands among its kinks.
internal sealed partial class LocalPursuitData<T>
{
    public double[] SquaredResiduals(Network network, CancellationToken cancellationToken)
    {
        int last = network.Shape.Depth - 1;
        double[] sums = new double[OutputCount];
        if (!targets.HasPlainResiduals)
        {
            AddWeightedSquares(Outputs(network, cancellationToken), sums);
            return sums;
        }

        ForEachBlock(
            network,
            last,
            (pass, block) =>
            {
                SampleBlock<T> residual = pass.Sensitivities(last, inputs.Block(block));
                for (int output = 0; output < sums.Length; output++)
                {
                    sums[output] += BlockSums.SumOfSquares(residual.Rows(output, 1));
                }
            },
            cancellationToken);
        return sums;
    }

    public double? KinkDistance(Network network, CancellationToken cancellationToken)
    {
        if (!NeuronPursuit.KinkDistance.Applies(network.Shape.Activation))
        {
            return null;
        }

        var distance = new KinkDistance();
        ForEachBlock(
            network,
            network.Shape.Depth - 1,
            (pass, block) =>
            {
                SampleBlock<T> x = inputs.Block(block);
                for (int layer = 0; layer < network.Shape.HiddenLayerCount; layer++)
                {
                    distance.Add(layer == 0 ? x : pass.Outputs(layer - 1, x), network.Shape.Layer(layer), network.Parameters);
                }
            },
            cancellationToken);
        return double.IsFinite(distance.Smallest) ? distance.Smallest : null;
    }

    /// <remarks>NaN for targets that are left out.</remarks>
    public double[][] AbsoluteResiduals(Network network, CancellationToken cancellationToken)
    {
        double[][] residuals = targets.Values.ToColumns();
        double[][] outputs = CopyOutputs(network, cancellationToken);
        for (int k = 0; k < residuals.Length; k++)
        {
            TensorPrimitives.Subtract<double>(residuals[k], outputs[k], residuals[k]);
            TensorPrimitives.Abs<double>(residuals[k], residuals[k]);
        }

        return residuals;
    }

    public double[][] CopyOutputs(Network network, CancellationToken cancellationToken) => Outputs(network, cancellationToken).ToColumns();

    public double[] ResidualScales(Network network, CancellationToken cancellationToken)
    {
        double[]? weights = CopyWeights();
        return Array.ConvertAll(AbsoluteResiduals(network, cancellationToken), residuals =>
        {
            double[]? own = weights is null ? null : [.. weights.Where((_, i) => !double.IsNaN(residuals[i]))];
            return RobustScale.NormalFactor * Medians.OfDistances(Array.FindAll(residuals, one => !double.IsNaN(one)), own, 0);
        });
    }

    /// <summary>Offsets included.</summary>
    private PackedSamples<T> Outputs(Network network, CancellationToken cancellationToken)
    {
        var outputs = new PackedSamples<T>(inputs.Partition, targets.OutputCount);
        NetworkPass<T> pass = PassFor(network);
        for (int block = 0; block < inputs.BlockCount; block++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            pass.Forward(inputs.Block(block), outputs.Block(block));
            for (int output = 0; targets.Offsets is not null && output < OutputCount; output++)
            {
                Simd.Add<T>(outputs.Block(block).Feature(output), targets.Offsets.Block(block).Feature(output));
            }
        }

        return outputs;
    }

    private void AddWeightedSquares(PackedSamples<T> outputs, double[] sums)
    {
        for (int block = 0; block < inputs.BlockCount; block++)
        {
            SampleBlock<T> expected = targets.Values.Block(block);
            for (int i = 0; i < expected.SampleCount; i++)
            {
                double weight = targets.Weights is null ? 1 : Simd.ToDouble(targets.Weights.Block(block).Feature(0)[i]);
                for (int output = 0; output < sums.Length; output++)
                {
                    double residual = Simd.ToDouble(expected.Feature(output)[i]) - Simd.ToDouble(outputs.Block(block).Feature(output)[i]);
                    sums[output] += weight * residual * residual;
                }
            }
        }

        GC.KeepAlive(outputs);
    }
}
