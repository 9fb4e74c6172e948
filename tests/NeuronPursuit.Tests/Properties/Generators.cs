using CsCheck;

namespace NeuronPursuit.Tests.Properties;

/// <summary>What the properties are tried on. CsCheck prints the seed of a failure; CsCheck_Seed repeats it.</summary>
internal static class Generators
{
    /// <summary>Draws of a property that costs microseconds to milliseconds.</summary>
    public const int Iterations = 60;

    /// <summary>Draws of a property that searches or trains.</summary>
    public const int FewIterations = 20;

    public static readonly Gen<HomogeneousActivation> Activations =
        from alpha in Gen.Int[0, RandomProblem.Alphas.Length - 1]
        from power in Gen.Int[1, 4]
        select HomogeneousActivation.Create(RandomProblem.Alphas[alpha], power);

    /// <summary>Sizes around a vector, a block and several blocks.</summary>
    public static readonly Gen<int> Sizes = Gen.OneOf(Gen.Int[1, 40], Gen.Int[250, 262], Gen.Int[380, 390], Gen.Int[763, 1200]);

    /// <summary>Random networks with data.</summary>
    public static readonly Gen<RandomProblem> Problems = ProblemsOf(Gen.Int[2, 40]);

    /// <summary>Few samples, none near a kink, so that a difference quotient is a derivative.</summary>
    public static readonly Gen<RandomProblem> SmoothProblems = ProblemsOf(Gen.Int[1, 5], awayFromKinks: true);

    /// <summary>Random networks with data of sizes at which kernels change over.</summary>
    public static readonly Gen<RandomProblem> SizedProblems = ProblemsOf(Sizes);

    public static readonly Gen<double[]> Columns = Gen.OneOf(
        Gen.Double[-1e3, 1e3].Array[2, 60], Gen.Int[-3, 3].Select(value => (double)value).Array[2, 60], Gen.Double[1e-9, 1e9].Array[2, 60]);

    /// <summary>Rows of text as a table.</summary>
    public static string[,] TableOf(string[][] rows)
    {
        string[,] table = new string[rows.Length, rows[0].Length];
        for (int i = 0; i < table.Length; i++)
        {
            table[i / rows[0].Length, i % rows[0].Length] = rows[i / rows[0].Length][i % rows[0].Length];
        }

        return table;
    }

    private static Gen<RandomProblem> ProblemsOf(Gen<int> sizes, bool awayFromKinks = false) =>
        from alpha in Gen.Int[0, RandomProblem.Alphas.Length - 1]
        from power in Gen.Int[1, 3]
        from outputs in Gen.Int[1, 3]
        from depth in Gen.Int[2, 4]
        from samples in sizes
        from seed in Gen.Int[0, 1000]
        select RandomProblem.Create(RandomProblem.Alphas[alpha], power, outputs, depth, samples, awayFromKinks, seed: seed);
}
