using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// Is there any signal? A permutation test of the target against the largest statistics that a sparse pursuit would
/// follow: sign products of one to four inputs, and the correlations of sign vectors of one and two inputs, single and
/// in pairs.
/// </summary>
/// <remarks>
/// <para>Each statistic is standardised by its mean and deviation over all draws, and the largest counts; the
/// p-value is the share of permutations (the data themselves counted as one) that reach it.</para>
/// <para>A screen whose corrected p-value is below 1e-6, by a bound that holds for any distribution
/// (<see cref="ProductScreen.LogBound"/>), settles the matter without permutations. With more inputs the
/// larger sets are left out of both: of the screen where that of a fit leaves them out, of the permutations by <see cref="MaxSetSize"/>.
/// It does not count in the work of the fit. Why a test of its own: docs/adr/0012.</para>
/// </remarks>
internal sealed class SignalGate(ILocalPursuitData data, PursuitOptions options, CancellationToken cancellationToken)
{
    private const int Permutations = 99;

    // With more outputs the test would take minutes; mixtures of them with random signs depend on the inputs where they do.
    private const int MostTargets = 16;

    // Words of signs that the sets of one draw may take: some tenths of a second.
    private const double MostWords = 1e9;

    private static readonly double Obvious = PortableMath.Log(1e-6);

    private readonly double[]? _weights = data.CopyWeights();

    /// <summary>Whether the target depends on the inputs, at the level of the options.</summary>
    public bool HasSignal()
    {
        double[][] columns = data.CopyInputs();
        double[][] targets = Mixed([.. data.CopyTargets().Select(Centered)]);
        double bar = Obvious - PortableMath.Log(targets.Length);
        var budget = new WorkBudget(SparseSettings.MaxOperations);
        foreach (double[] target in targets)
        {
            double[] weighted = Weighted(target);
            if (ProductScreen.Run(columns, weighted, options.Seed, bar, budget, cancellationToken)
                .Any(set => set.LogPValue < bar && ProductScreen.LogBound(columns, weighted, set) < bar))
            {
                return true;
            }
        }

        double[] observed = Statistics(columns, targets);
        double[][] permuted = new double[Permutations][];
        ulong seed = RandomStream.Derive(options.Seed, SeedCoordinates.Gate);
        for (int p = 0; p < Permutations; p++)
        {
            int[] order = HoldOut.Shuffled(data.SampleCount, RandomStream.Derive(seed, (ulong)p));
            permuted[p] = Statistics(columns, [.. targets.Select(target => Permute(target, order))]);
        }

        return PValue(observed, permuted) <= options.SignalLevel;
    }

    /// <summary>The largest sets of inputs whose visit costs at most a tenth of a second for each of a hundred permutations.</summary>
    internal static int MaxSetSize(int inputs, int samples = 0, int targets = 1)
    {
        int size = inputs switch
        {
            <= 60 => 4,
            <= 250 => 3,
            <= 4500 => 2,
            _ => 1,
        };
        while (size > 1 && targets * Words(size) > MostWords)
        {
            size--;
        }

        return size;

        // Rows of large residuals count twice, hence up to two words for 64 samples.
        double Words(int largest) => samples / 32.0 * Enumerable.Range(1, largest)
            .Aggregate((Sets: 1.0, Sum: 0.0), (sets, k) => (sets.Sets * (inputs - k + 1) / k, sets.Sum + sets.Sets * (inputs - k + 1) / k)).Sum;
    }

    /// <summary>The share of draws whose largest standardised statistic reaches that of the data.</summary>
    internal static double PValue(double[] observed, double[][] permuted)
    {
        // The data count as one draw in everything, which makes the test exact.
        double[][] draws = [observed, .. permuted];
        int count = observed.Length;
        double[] means = new double[count];
        double[] deviations = new double[count];
        for (int k = 0; k < count; k++)
        {
            means[k] = draws.Average(draw => draw[k]);
            deviations[k] = Math.Sqrt(draws.Average(draw => (draw[k] - means[k]) * (draw[k] - means[k])));
        }

        // Equal up to rounding is equal: of a discrete target many draws are, and all of them count against a signal.
        double own = Largest(observed);
        own -= 1e-9 * Math.Abs(own);
        return (double)draws.Count(draw => Largest(draw) >= own) / draws.Length;

        double Largest(double[] draw)
        {
            double largest = double.NegativeInfinity;
            for (int k = 0; k < count; k++)
            {
                largest = Math.Max(largest, deviations[k] > 0 ? (draw[k] - means[k]) / deviations[k] : 0);
            }

            return largest;
        }
    }

    private double[] Statistics(double[][] columns, double[][] targets)
    {
        cancellationToken.ThrowIfCancellationRequested();
        int sizes = MaxSetSize(columns.Length, data.SampleCount, targets.Length);
        double[] statistics = new double[sizes + 4];
        foreach (double[] target in targets)
        {
            if (SignBits.Pack(columns, Weighted(target)) is { } bits)
            {
                double[] products = ProductScreen.LargestStatistics(bits, sizes, cancellationToken);
                for (int size = 0; size < sizes; size++)
                {
                    statistics[size] = Math.Max(statistics[size], products[size]);
                }
            }
        }

        for (int paired = 0; paired < 2; paired++)
        {
            HomogeneousActivation activation = paired == 1 ? options.Activation.Paired : options.Activation;
            var correlation = (ISignCorrelations)data.Correlation([.. targets.Select(Weighted)], activation, cancellationToken);
            for (int size = 1; size <= (columns.Length > ProductScreen.ExactLimit ? 1 : 2); size++)
            {
                double largest = 0;
                correlation.VisitSignVectors(size, (_, _, _, _, value) => largest = Math.Max(largest, value));
                statistics[sizes + 2 * paired + size - 1] = largest;
            }
        }

        return statistics;
    }

    private double[][] Mixed(double[][] targets)
    {
        if (targets.Length <= MostTargets)
        {
            return targets;
        }

        var random = new RandomStream(RandomStream.Derive(options.Seed, SeedCoordinates.Gate));
        double[][] mixtures = [.. Enumerable.Range(0, MostTargets).Select(_ => new double[data.SampleCount])];
        foreach (double[] mixture in mixtures)
        {
            foreach (double[] target in targets)
            {
                TensorPrimitives.MultiplyAdd(target, random.NextUInt64() >> 63 == 0 ? 1.0 : -1.0, mixture, mixture);
            }
        }

        return mixtures;
    }

    private double[] Weighted(double[] values) =>
        _weights is null ? values : [.. values.Zip(_weights, (value, weight) => value * weight)];

    private double[] Centered(double[] values)
    {
        double mean = SampleWeights.Mean(values, _weights);
        return [.. values.Select(value => value - mean)];
    }

    private static double[] Permute(double[] values, int[] order) => [.. order.Select(i => values[i])];
}
