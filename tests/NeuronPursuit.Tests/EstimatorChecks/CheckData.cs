using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests.EstimatorChecks;

/// <summary>Small data that every configuration takes.</summary>
internal static class CheckData
{
    public const int Rows = 60;

    public const int Inputs = 4;

    /// <summary>Targets that a few growths come near to; with the recipe that takes its time, those of one chain.</summary>
    public static (double[,] X, double[,] Y) For(EstimatorConfiguration configuration, int rows = Rows, int inputs = Inputs) =>
        configuration.Options.Procedure is SparseProcedure
            ? OfOneChain(configuration, rows, inputs)
            : Draw(configuration, rows, inputs, (x, k) =>
                Math.Max(x[k % inputs] + 0.5 * x[(k + 1) % inputs], 0) - 0.3 * Math.Abs(x[(k + 2) % inputs]) + 0.1);

    /// <summary>Targets that one neuron per layer of the configuration's kind computes, so that the first fit has one best end.</summary>
    public static (double[,] X, double[,] Y) OfOneChain(EstimatorConfiguration configuration, int rows = Rows, int inputs = Inputs)
    {
        PursuitOptions options = configuration.Options;
        return Draw(configuration, rows, inputs, (x, k) =>
        {
            double output = x[0] + 0.5 * x[1 % inputs];
            for (int layer = 1; layer < options.Depth; layer++)
            {
                output = options.Activation.Evaluate(output);
            }

            return (k - 1.5) * output;
        });
    }

    private static (double[,] X, double[,] Y) Draw(
        EstimatorConfiguration configuration, int rows, int inputs, Func<double[], int, double> function)
    {
        (double[,] X, _) = Problems.Gaussian(rows, inputs, 5, _ => 0);
        double[,] numbers = new double[rows, configuration.Outputs];
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < configuration.Outputs; k++)
            {
                // Some labels are wrong, or probabilities of 0 and 1 would ask for infinite weights.
                numbers[row, k] = function(Row(X, row), k) * (configuration.Kind != TargetKind.Numbers && row % 5 == 0 ? -1 : 1);
            }
        }

        for (int row = 3; configuration.TakesMissing && row < rows; row += 7)
        {
            X[row, 1 % inputs] = double.NaN;
        }

        return (X, Targets(configuration.Kind, numbers));
    }

    /// <summary>Targets of a kind made of numbers.</summary>
    public static double[,] Targets(TargetKind kind, double[,] numbers)
    {
        if (kind == TargetKind.Numbers)
        {
            return numbers;
        }

        if (kind == TargetKind.Counts)
        {
            return Map(numbers, (_, _, number) => Math.Round(2 * Math.Exp(Math.Clamp(number, -2, 2))));
        }

        double[,] targets = new double[numbers.GetLength(0), numbers.GetLength(1)];
        int[] labels = EstimatorConfiguration.Labels(numbers);
        for (int row = 0; row < labels.Length; row++)
        {
            for (int k = 0; k < targets.GetLength(1); k++)
            {
                targets[row, k] = (kind == TargetKind.Logical ? numbers[row, k] > 0.2 : k == labels[row]) ? 1 : 0;
            }
        }

        return targets;
    }

    public static double[,] Map(double[,] matrix, Func<int, int, double, double> change)
    {
        double[,] mapped = new double[matrix.GetLength(0), matrix.GetLength(1)];
        for (int row = 0; row < mapped.GetLength(0); row++)
        {
            for (int column = 0; column < mapped.GetLength(1); column++)
            {
                mapped[row, column] = change(row, column, matrix[row, column]);
            }
        }

        return mapped;
    }

    public static double[,] Times(double[,] matrix, double factor) => Map(matrix, (_, _, value) => factor * value);

    public static double[,] SelectRows(double[,] matrix, IReadOnlyList<int> rows) =>
        Map(new double[rows.Count, matrix.GetLength(1)], (row, column, _) => matrix[rows[row], column]);

    public static double[] Row(double[,] matrix, int row) => matrix.GetRowSpan(row).ToArray();

    /// <summary>The largest difference, relative to the largest entry of what is expected.</summary>
    public static double Difference(double[,] actual, double[,] expected) =>
        actual.Cast<double>().Zip(expected.Cast<double>(), (a, e) => Math.Abs(a - e)).Max() / expected.Cast<double>().Max(Math.Abs);

    /// <summary>The same model and the same predictions, bit for bit.</summary>
    public static void ShouldBe(this NeuronPursuitModel actual, NeuronPursuitModel expected, double[,] X)
    {
        actual.ShouldEqualBitForBit(expected);
        ModelAssertions.Bits(actual.PredictAll(X)).Should().Equal(ModelAssertions.Bits(expected.PredictAll(X)));
    }
}
