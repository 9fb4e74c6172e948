namespace NeuronPursuit;

/// <summary>
/// A finished network in other units of its inputs and outputs: the same function wherever no limit of an input stood in
/// between.
/// </summary>
/// <param name="inputs">Inputs of the network; the constant of an intercept is not counted.</param>
/// <param name="outputs">Outputs of the network.</param>
internal sealed class UnitChange(int inputs, int outputs)
{
    // W_1 times the factor, and of that the shift goes to the constant.
    private readonly double[] _factors = Ones(inputs);
    private readonly double[] _shifts = new double[inputs];
    private readonly double[] _outputFactors = Ones(outputs);
    private readonly List<int> _columns = [];

    /// <summary>The columns of X that changed.</summary>
    public IReadOnlyList<int> Columns => _columns;

    public bool IsNone => _columns.Count == 0 && Array.TrueForAll(_factors, one => one == 1) && Array.TrueForAll(_outputFactors, one => one == 1);

    /// <summary>An input that said nothing when the network was trained: whatever weights it has were never used.</summary>
    public void Revive(int input, int column)
    {
        _factors[input] = 0;
        _columns.Add(column);
    }

    /// <summary>An input in other units.</summary>
    /// <param name="input">The input.</param>
    /// <param name="column">The column of X behind it.</param>
    /// <param name="before">How it was made.</param>
    /// <param name="after">How it is made now; another offset asks for the constant of an intercept.</param>
    public void Rescale(int input, int column, InputColumn before, InputColumn after)
    {
        _factors[input] = after.Scale / before.Scale;
        _shifts[input] = (after.Offset - before.Offset) / before.Scale;
        _columns.Add(column);
    }

    /// <summary>An input whose scale is no longer folded into the weights.</summary>
    public void Unfold(int input, double scale) => _factors[input] = scale;

    public void RescaleOutput(int output, double before, double after) => _outputFactors[output] = before / after;

    /// <summary>Changes the weights in place.</summary>
    public void Apply(Network network)
    {
        GrowableLayer first = network.Shape.Layer(0);
        for (int row = 0; row < first.Width; row++)
        {
            for (int input = 0; input < inputs; input++)
            {
                ref double weight = ref network.Parameters[first.IndexOf(row, input)];
                if (_shifts[input] != 0)
                {
                    network.Parameters[first.IndexOf(row, inputs)] += weight * _shifts[input];
                }

                weight *= _factors[input];
            }
        }

        GrowableLayer last = network.Shape.Layer(network.Shape.Depth - 1);
        for (int row = 0; row < last.Width; row++)
        {
            for (int column = 0; column < last.InputWidth; column++)
            {
                network.Parameters[last.IndexOf(row, column)] *= _outputFactors[row];
            }
        }
    }

    private static double[] Ones(int count)
    {
        double[] ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }
}
