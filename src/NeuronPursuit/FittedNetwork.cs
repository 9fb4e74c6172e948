using System.Buffers;

namespace NeuronPursuit;

/// <summary>A trained network together with what stands between it and the caller's units.</summary>
internal sealed class FittedNetwork
{
    private const int StackLimit = 512;

    private readonly SamplePredictor _predictor;

    public FittedNetwork(Network network, bool intercept, ColumnScaling? inputs, ColumnScaling? targets)
    {
        (Network, Intercept, Inputs, Targets) = (network, intercept, inputs, targets);
        InputCount = network.Shape.InputCount - (intercept ? 1 : 0);
        _predictor = new SamplePredictor(network);
    }

    public Network Network { get; }

    public bool Intercept { get; }

    public ColumnScaling? Inputs { get; }

    public ColumnScaling? Targets { get; }

    public int InputCount { get; }

    public int OutputCount => Network.Shape.OutputCount;

    /// <summary>Predicts one sample in the caller's units.</summary>
    public void Predict(ReadOnlySpan<double> x, Span<double> outputs)
    {
        if (Inputs is null && !Intercept)
        {
            _predictor.Predict(x, outputs);
        }
        else
        {
            PredictPrepared(x, outputs);
        }

        if (Targets is not null)
        {
            for (int k = 0; k < outputs.Length; k++)
            {
                outputs[k] = Targets.Undo(outputs[k], k);
            }
        }
    }

    private void PredictPrepared(ReadOnlySpan<double> x, Span<double> outputs)
    {
        int count = Network.Shape.InputCount;
        double[]? rented = null;
        Span<double> inputs = count <= StackLimit
            ? stackalloc double[count]
            : (rented = ArrayPool<double>.Shared.Rent(count)).AsSpan(0, count);
        if (Inputs is null)
        {
            x.CopyTo(inputs);
        }
        else
        {
            for (int column = 0; column < x.Length; column++)
            {
                inputs[column] = Inputs.Apply(x[column], column);
            }
        }

        if (Intercept)
        {
            inputs[^1] = 1;
        }

        _predictor.Predict(inputs, outputs);
        if (rented is not null)
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }
}
