using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests;

/// <summary>A random network with random data, packed in the precision of T.</summary>
internal sealed class KernelProblem<T>
    where T : unmanaged
{
    public KernelProblem(int samples, int[] widths, HomogeneousActivation activation, int threads, int seed = 1)
    {
        var random = new Random(seed);
        Shape = new NetworkShape(widths, activation);
        X = Fill(new double[samples, widths[0]], random);
        Y = Fill(new double[samples, widths[^1]], random);
        Parameters = new double[Shape.ParameterCount];
        for (int i = 0; i < Parameters.Length; i++)
        {
            Parameters[i] = random.NextDouble() - 0.5;
        }

        Data = LocalPursuitData<T>.Pack(
            new ReadOnlySpan2D<double>(X),
            new ReadOnlySpan2D<double>(Y),
            ColumnScaling.Uniform(widths[0], 1),
            ColumnScaling.Uniform(widths[^1], 1),
            intercept: false,
            new ChunkRunner(threads));
    }

    public NetworkShape Shape { get; }

    public double[,] X { get; }

    public double[,] Y { get; }

    public double[] Parameters { get; }

    public LocalPursuitData<T> Data { get; }

    public TrainingObjective<T> Objective(CancellationToken cancellationToken = default) =>
        (TrainingObjective<T>)Data.TrainingObjective(Shape, cancellationToken);

    private static double[,] Fill(double[,] matrix, Random random)
    {
        foreach (ref double value in matrix.AsSpan())
        {
            value = 2 * random.NextDouble() - 1;
        }

        return matrix;
    }
}
