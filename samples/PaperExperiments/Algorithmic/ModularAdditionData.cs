using NeuronPursuit;

namespace PaperExperiments.Algorithmic;

/// <summary>Pairs (a, b) as two one-hot vectors side by side; the class (a + b) mod p as a third one.</summary>
/// <param name="Inputs">n x 2p; the constant 1 of the paper's input is the pursuit's intercept.</param>
/// <param name="Targets">n x p.</param>
/// <param name="Classes">(a + b) mod p.</param>
public sealed record ModularAdditionData(double[,] Inputs, double[,] Targets, int[] Classes)
{
    /// <summary>All p^2 pairs, shuffled by the seed and cut in two.</summary>
    public static (ModularAdditionData Training, ModularAdditionData Test) Split(int modulus, int trainingPairs, int seed)
    {
        int[] pairs = [.. Enumerable.Range(0, modulus * modulus)];
        new Random(seed).Shuffle(pairs);
        return (Of(modulus, pairs.AsSpan(0, trainingPairs)), Of(modulus, pairs.AsSpan(trainingPairs)));
    }

    /// <summary>The part of the samples whose largest output is not their class.</summary>
    public double ClassificationError(NeuronPursuitModel model)
    {
        double[,] outputs = model.PredictAll(Inputs);
        int wrong = 0;
        for (int row = 0; row < Classes.Length; row++)
        {
            int largest = 0;
            for (int output = 1; output < outputs.GetLength(1); output++)
            {
                largest = outputs[row, output] > outputs[row, largest] ? output : largest;
            }

            wrong += largest == Classes[row] ? 0 : 1;
        }

        return (double)wrong / Classes.Length;
    }

    private static ModularAdditionData Of(int modulus, ReadOnlySpan<int> pairs)
    {
        double[,] inputs = new double[pairs.Length, 2 * modulus];
        double[,] targets = new double[pairs.Length, modulus];
        int[] classes = new int[pairs.Length];
        for (int row = 0; row < pairs.Length; row++)
        {
            (int a, int b) = Math.DivRem(pairs[row], modulus);
            classes[row] = (a + b) % modulus;
            inputs[row, a] = 1;
            inputs[row, modulus + b] = 1;
            targets[row, classes[row]] = 1;
        }

        return new ModularAdditionData(inputs, targets, classes);
    }
}
