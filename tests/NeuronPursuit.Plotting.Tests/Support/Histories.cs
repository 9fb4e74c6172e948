namespace NeuronPursuit.Plotting.Tests;

/// <summary>Iterations made by hand.</summary>
internal static class Histories
{
    public static PursuitIteration Iteration(
        int number,
        PursuitIterationKind kind,
        int[] added,
        int[] widths,
        double trainingError = 0.5,
        double? heldOut = null) => new()
        {
            Number = number,
            Kind = kind,
            AddedNeurons = added,
            HiddenWidths = widths,
            CorrelationValue = 0.1,
            TrainingError = trainingError,
            ValidationError = heldOut,
            Loss = trainingError * trainingError,
            Evaluations = 10,
            Elapsed = TimeSpan.FromSeconds(number),
        };

    /// <summary>A first fit of two layers and two growths of the first layer.</summary>
    public static PursuitIteration[] Grown(double? heldOut1 = null, double? heldOut2 = null, double? heldOut3 = null) =>
    [
        Iteration(1, PursuitIterationKind.FirstFit, [1, 1], [1, 1], 0.8, heldOut1),
        Iteration(2, PursuitIterationKind.Neuron, [1, 0], [2, 1], 0.4, heldOut2),
        Iteration(3, PursuitIterationKind.SeveralNeurons, [2, 0], [4, 1], 0.2, heldOut3),
    ];
}
