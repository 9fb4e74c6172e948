namespace NeuronPursuit;

/// <summary>What stands between the networks of a model and the caller's units: fitted once, stored with the model.</summary>
/// <param name="Inputs">From the caller's columns to the inputs of the networks.</param>
/// <param name="Intercept">Whether a constant 1 follows as the last input.</param>
/// <param name="Targets">Undone in outputs; null where they are in the caller's units.</param>
internal sealed record ModelPreprocessing(InputMap Inputs, bool Intercept, ColumnScaling? Targets)
{
    /// <summary>The curves that outputs pass after that, one an output and null for none; null where no output has one.</summary>
    public TargetCurve?[]? Curves { get; init; }

    /// <summary>Inputs of a network, the constant included.</summary>
    public int NetworkInputCount => Inputs.Count + (Intercept ? 1 : 0);

    /// <summary>Whether inputs or outputs of the networks are in other units than the caller's; an offset of the outputs changes no unit.</summary>
    public bool IsStandardized => Targets is { HasScales: true } || IsScaled(Inputs);

    /// <summary>Takes the outputs of one network through their curves, in place.</summary>
    public void PassCurves(Span<double> outputs)
    {
        for (int k = 0; Curves is not null && k < outputs.Length; k++)
        {
            outputs[k] = Curves[k] is { } curve ? curve.Invert(outputs[k]) : outputs[k];
        }
    }

    /// <summary>The inputs of a network, one after the other.</summary>
    public IReadOnlyList<NetworkInput> DescribeInputs()
    {
        var inputs = new List<NetworkInput>(NetworkInputCount);
        foreach (InputColumn column in Inputs.Columns)
        {
            inputs.Add(column.Describe());
        }

        if (Intercept)
        {
            inputs.Add(new NetworkInput(NetworkInputKind.Constant, -1));
        }

        return inputs.AsReadOnly();
    }

    /// <summary>The outputs of a network, one after the other.</summary>
    public IReadOnlyList<NetworkOutput> DescribeOutputs(int count)
    {
        var outputs = new NetworkOutput[count];
        for (int k = 0; k < count; k++)
        {
            outputs[k] = Targets is { } targets ? new NetworkOutput(targets.Offsets[k], targets.Scales[k]) : new NetworkOutput(0, 1);
        }

        return Array.AsReadOnly(outputs);
    }

    /// <summary>Nothing but the network.</summary>
    public static ModelPreprocessing None(int columns, bool intercept = false) =>
        new(InputMap.Identity(columns), intercept, null);

    private static bool IsScaled(InputMap inputs)
    {
        foreach (InputColumn column in inputs.Columns)
        {
            if (column.Kind == NetworkInputKind.Value && (column.Offset != 0 || column.Scale != 1))
            {
                return true;
            }
        }

        return false;
    }
}
