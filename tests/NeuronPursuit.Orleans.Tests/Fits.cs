namespace NeuronPursuit.Orleans.Tests;

/// <summary>Small fits, and whether two of them gave the same bits.</summary>
internal static class Fits
{
    public static NeuronPursuitBuilder Small(int iterations = 3) =>
        new NeuronPursuitBuilder().WithMaxIterations(iterations).WithRestarts(4).WithTargetError(1e-6)
            .WithOptimizer(new LimitedMemoryBfgs(20)).WithMaxDegreeOfParallelism(1);

    public static void ShouldEqualBitForBit(this NeuronPursuitModel actual, NeuronPursuitModel expected)
    {
        Bits(actual).Should().Equal(Bits(expected));
        actual.StopReason.Should().Be(expected.StopReason);
    }

    private static IEnumerable<long> Bits(NeuronPursuitModel model)
    {
        foreach (PursuitIteration iteration in model.History)
        {
            yield return iteration.Evaluations;
            yield return BitConverter.DoubleToInt64Bits(iteration.Loss);
            yield return BitConverter.DoubleToInt64Bits(iteration.TrainingError);
            yield return BitConverter.DoubleToInt64Bits(iteration.CorrelationValue);
        }

        for (int layer = 0; layer < model.Depth; layer++)
        {
            foreach (double weight in model.GetWeights(layer))
            {
                yield return BitConverter.DoubleToInt64Bits(weight);
            }
        }
    }
}
