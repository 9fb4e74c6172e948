using NeuronPursuit;

namespace QuickStart;

/// <summary>Prints; all numbers come from elsewhere.</summary>
internal sealed class ConsoleReport : IProgress<PursuitIteration>
{
    /// <summary>Called by the fit after every iteration, on its own thread.</summary>
    public void Report(PursuitIteration value)
    {
        // A first fit puts one neuron into every hidden layer, a growth one neuron into one of them.
        string where = value.Kind == PursuitIterationKind.FirstFit
            ? "every layer"
            : $"layer {1 + value.AddedNeurons.TakeWhile(added => added == 0).Count()}";
        Console.WriteLine(
            $"  {value.Number,2}. one neuron in {where,-11}  NCF {value.CorrelationValue:0.00e-0}   relative error {value.TrainingError:0.00e-0}   widths {Widths(value.HiddenWidths)}");
    }

    public static void PrintFunctionHeader() => Console.WriteLine(
        $"""
        1. A known function (Fig. 5 of the paper)

        f(x) = relu(relu(2 x1 + x3) - relu(x3 - x2)), {FunctionRecovery.TrainingCount} vertices of the cube with coordinates -1 and 1 in {FunctionRecovery.InputCount} dimensions

        """);

    public static void Print(FunctionRecoveryResult result)
    {
        Console.WriteLine();
        Console.WriteLine("The network, as formulas:");
        // Weights a thousandth as large as the largest beside them are what training has not quite brought to 0.
        foreach (string line in result.Model.ToFormula(negligible: 1e-3).Split('\n'))
        {
            Console.WriteLine($"  {line}");
        }

        Console.WriteLine(
            $"""
            (Inputs are -1 or 1, so somewhat different weights can be exactly the same function there.)

            Relative error on {FunctionRecovery.TestCount} fresh points: {result.TestError:0.0e-0}
            The seed was chosen: on about half of all seeds two iterations recover f; others need more, or end elsewhere.

            """);
    }

    public static void PrintConcreteHeader(ConcreteTable table) => Console.WriteLine(
        $"""
        2. A real table: the strength of concrete (UCI dataset 165, I-C. Yeh, CC BY 4.0)

        {table.SampleCount} samples, {ConcreteTable.InputCount} inputs; a fifth of the samples is kept for the test

        """);

    public static void Print(ConcreteStrengthResult result) => Console.WriteLine(
        $"""

        Root mean squared error on the test part:
          linear least squares  {result.LinearTestError:f2} MPa
          neuron pursuit        {result.TestError:f2} MPa, {result.Model.ParameterCount} weights
        Saved and loaded again: the predictions are {(result.ReloadedAgrees ? "the same, bit for bit" : "NOT the same")}.
        """);

    private static string Widths(IReadOnlyList<int> widths) => string.Join("/", widths);
}
