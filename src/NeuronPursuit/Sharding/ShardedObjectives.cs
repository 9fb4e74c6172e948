using System.Numerics.Tensors;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>Sends a step to all shards and gives the sum of the replies.</summary>
internal delegate double[] ShardedSum(ShardStepKind kind, Action<ShardWriter> payload);

/// <summary>The mean loss over samples in shards: the factors of <see cref="TrainingObjective{T}"/> on sums of theirs.</summary>
internal sealed class ShardedTrainingObjective(
    NetworkShape shape, int sampleCount, double normalizer, ILoss loss, ShardedSum sum) : ILeastSquaresObjective
{
    public int ParameterCount => shape.ParameterCount;

    public int SampleCount => sampleCount;

    private bool IsSquared => loss is SquaredLoss;

    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        double[] sums = Ask(ShardStepKind.LossAndGradient, parameters);
        ShardReader.Require(sums.Length == 1 + ParameterCount);
        return Scale(sums, gradient);
    }

    public double AccumulateNormalMatrix(
        ReadOnlySpan<double> parameters, Span2D<double> normalMatrix, Span<double> gradient)
    {
        loss.RequireSquare();
        double[] sums = Ask(ShardStepKind.NormalMatrix, parameters);
        ShardReader.Require(sums.Length == 1 + ParameterCount + (long)ParameterCount * (ParameterCount + 1) / 2);
        int place = 1 + ParameterCount;
        for (int row = 0; row < ParameterCount; row++)
        {
            TensorPrimitives.Multiply(sums.AsSpan(place, row + 1), 2 * normalizer, normalMatrix.GetRowSpan(row)[..(row + 1)]);
            place += row + 1;
        }

        return Scale(sums, gradient);
    }

    private double[] Ask(ShardStepKind kind, ReadOnlySpan<double> parameters)
    {
        double[] copy = parameters.ToArray();
        return sum(kind, step => step.WriteShape(shape).WriteAll<double>(copy));
    }

    private double Scale(double[] sums, Span<double> gradient)
    {
        TensorPrimitives.Multiply(sums.AsSpan(1, ParameterCount), (IsSquared ? 2 : 1) * normalizer, gradient);
        return sums[0] * normalizer;
    }
}

/// <summary>The correlation of a neuron, summed over samples in shards.</summary>
internal sealed class ShardedNeuronCorrelation(
    HomogeneousActivation activation, int incoming, int outgoing, int sampleCount, ShardedSum sum)
    : NeuronCorrelation(activation.Coefficients)
{
    public override int IncomingCount => incoming;

    public override int OutgoingCount => outgoing;

    protected override int SampleCount => sampleCount;

    public override void Sum(ReadOnlySpan<double> candidates, int count, bool outgoingOnly, double scale, Span<double> gradients)
    {
        double[] copy = candidates.ToArray();
        double[] sums = sum(ShardStepKind.Correlations, step => step
            .WriteActivation(activation).Write(count).Write(outgoingOnly ? 1 : 0).WriteAll<double>(copy));
        ShardReader.Require(sums.Length == copy.Length);
        TensorPrimitives.Multiply(sums, scale, gradients);
    }

    public override double[] SignVectorSums(int size, int first) => sum(
        ShardStepKind.SignVectors, step => step.WriteActivation(activation).Write(size).Write(first));
}
