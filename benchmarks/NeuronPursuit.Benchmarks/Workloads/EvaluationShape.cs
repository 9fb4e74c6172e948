namespace NeuronPursuit.Benchmarks;

/// <summary>A full-batch loss and gradient: samples, widths from inputs to outputs, ReLU or square activation.</summary>
internal sealed record EvaluationShape(string Name, int Samples, int[] Widths, bool Square = false)
{
    /// <summary>The sizes of the paper's tasks (A to C, F), of modular addition (D) and of the PVR task (E).</summary>
    public static EvaluationShape[] All { get; } =
    [
        new("A", 500, [20, 2, 1, 1]),
        new("B", 800, [50, 6, 3, 1]),
        new("C", 3200, [50, 10, 8, 6, 1]),
        new("D", 1500, [119, 35, 59], Square: true),
        new("E", 100_000, [21, 34, 9, 1]),
        new("F", 1600, [50, 50, 50, 1]),

        // Nothing here is a multiple of a vector, a tile or a block.
        new("odd", 1237, [51, 13, 7, 3]),
    ];

    public int ParameterCount => Enumerable.Range(0, Widths.Length - 1).Sum(layer => Widths[layer] * Widths[layer + 1]);

    /// <summary>
    /// Two operations for each multiply-add: forward and gradient need one of each weight and sample, the deltas one of
    /// each weight but those of the first layer.
    /// </summary>
    public double Operations => Samples * (6.0 * ParameterCount - 2.0 * Widths[0] * Widths[1]);

    public HomogeneousActivation Activation => Square ? HomogeneousActivation.Square : HomogeneousActivation.ReLU;

    public static EvaluationShape Named(string name) => All.Single(shape => shape.Name == name);

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Name}: {Samples} x {Widths[0]}, [{string.Join(',', Widths[1..^1])}], {Widths[^1]}{(Square ? ", squared" : "")}";
}

/// <summary>Value and gradient of the correlation of a batch of new neurons in the first hidden layer.</summary>
internal sealed record CorrelationShape(string Name, int Samples, int Inputs, int Outputs, int Restarts)
{
    /// <summary>Inputs as in the evaluation shapes of the same name, sensitivities of their second layer.</summary>
    public static CorrelationShape[] All { get; } =
    [
        new("B", 800, 50, 3, 10),
        new("E", 100_000, 21, 9, 10),
        new("odd", 1237, 51, 7, 11),
    ];

    /// <summary>a . g, b . D and the two gradients: one multiply-add each.</summary>
    public double Operations => 4.0 * Samples * Restarts * (Inputs + Outputs);

    public static CorrelationShape Named(string name) => All.Single(shape => shape.Name == name);

    /// <inheritdoc/>
    public override string ToString() => $"NCF {Name}: {Samples} x {Inputs}, {Outputs} out, {Restarts} restarts";
}
