using NeuronPursuit;
using PaperExperiments.Reporting;

namespace PaperExperiments.Algorithmic;

/// <summary>What the sixteenth code of the pointer means; the paper's pointer runs from 1 to 15 and has four bits.</summary>
public enum SixteenthCode
{
    /// <summary>The value after the last one is the first one: the target is x_16 x_1.</summary>
    Wraps,

    /// <summary>It does not occur: pointers are uniform over the fifteen positions.</summary>
    NeverOccurs,
}

/// <summary>
/// Samples of pointer value retrieval: four bits that point, the constant 1, sixteen values of -1 or 1; the target is the
/// product of the value pointed at and the next one.
/// </summary>
/// <param name="Inputs">n x 21.</param>
/// <param name="Targets">-1 or 1.</param>
public sealed record PointerData(double[,] Inputs, double[] Targets)
{
    /// <summary>Bits of the pointer, the most significant one first.</summary>
    public const int PointerBits = 4;

    /// <summary>Values that can be pointed at.</summary>
    public const int Values = 1 << PointerBits;

    /// <summary>Inputs: pointer, constant and values.</summary>
    public const int InputCount = FirstValue + Values;

    /// <summary>The column of the first value; the column before it is the constant 1.</summary>
    public const int FirstValue = PointerBits + 1;

    /// <summary>Draws samples.</summary>
    public static PointerData Draw(int samples, SixteenthCode sixteenth, Random random)
    {
        double[,] inputs = new double[samples, InputCount];
        double[] targets = new double[samples];
        for (int row = 0; row < samples; row++)
        {
            int pointer = random.Next(sixteenth == SixteenthCode.Wraps ? Values : Values - 1);
            for (int bit = 0; bit < PointerBits; bit++)
            {
                inputs[row, bit] = (pointer >> (PointerBits - 1 - bit) & 1) == 0 ? -1 : 1;
            }

            inputs[row, PointerBits] = 1;
            for (int value = 0; value < Values; value++)
            {
                inputs[row, FirstValue + value] = 2 * random.Next(2) - 1;
            }

            targets[row] = inputs[row, FirstValue + pointer] * inputs[row, FirstValue + (pointer + 1) % Values];
        }

        return new PointerData(inputs, targets);
    }

    /// <summary>The relative error of a model on these samples.</summary>
    public double RelativeError(NeuronPursuitModel model) => Statistics.RelativeError(model.Predict(Inputs), Targets);
}
