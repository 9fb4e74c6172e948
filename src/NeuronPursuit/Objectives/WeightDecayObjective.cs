using System.Numerics.Tensors;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>An objective plus weight decay, <c>f(w) + strength / 2 |w|^2</c>: a sum over weights, not over samples.</summary>
/// <param name="loss">The objective; with a Gauss-Newton matrix if the optimiser needs one.</param>
/// <param name="strength">At least 0.</param>
internal sealed class WeightDecayObjective(ISumObjective loss, double strength) : ILeastSquaresObjective
{
    public int ParameterCount => loss.ParameterCount;

    public int SampleCount => loss.SampleCount;

    /// <summary><c>strength / 2 |w|^2</c>; exactly 0 without decay.</summary>
    public static double Penalty(double strength, ReadOnlySpan<double> weights) =>
        strength == 0 ? 0 : strength / 2 * Reductions.SumOfSquares(weights);

    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient) =>
        AddPenalty(loss.Evaluate(parameters, gradient), parameters, gradient);

    public double AccumulateNormalMatrix(ReadOnlySpan<double> parameters, Span2D<double> normalMatrix, Span<double> gradient)
    {
        double value = ((ILeastSquaresObjective)loss).AccumulateNormalMatrix(parameters, normalMatrix, gradient);
        for (int k = 0; k < parameters.Length; k++)
        {
            normalMatrix[k, k] += strength;
        }

        return AddPenalty(value, parameters, gradient);
    }

    private double AddPenalty(double value, ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        TensorPrimitives.MultiplyAdd(parameters, strength, gradient, gradient);
        return value + Penalty(strength, parameters);
    }
}
