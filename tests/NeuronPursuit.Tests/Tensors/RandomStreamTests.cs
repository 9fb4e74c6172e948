namespace NeuronPursuit.Tests;

public class RandomStreamTests
{
    /// <summary>
    /// xoshiro256** by Blackman and Vigna from a state filled by their SplitMix64. The first SplitMix64 outputs for
    /// seed 0 are published test values; fits from a seed stay what they are only while these bits do.
    /// </summary>
    [Fact]
    public void NextUInt64_SeedZero_GivesThePinnedBits()
    {
        var stream = new RandomStream(0);

        new[] { stream.NextUInt64(), stream.NextUInt64(), stream.NextUInt64() }
            .Should().Equal(Reference(0).Take(3)).And.Equal(0x99EC5F36CB75F2B4UL, 0xBF6E1F784956452AUL, 0x1A5F849D4933E6E0UL);
    }

    [Theory]
    [InlineData(1UL)]
    [InlineData(42UL)]
    [InlineData(ulong.MaxValue)]
    public void NextUInt64_AnySeed_IsThePublishedAlgorithm(ulong seed)
    {
        var stream = new RandomStream(seed);
        ulong[] drawn = [.. Enumerable.Range(0, 100).Select(_ => stream.NextUInt64())];

        drawn.Should().Equal(Reference(seed).Take(100));
    }

    [Fact]
    public void NextNormal_SameSeed_GivesTheSameBits()
    {
        Normals(7, 50).ShouldHaveTheBitsOf(Normals(7, 50));
        Normals(7, 50).Should().NotEqual(Normals(8, 50));
    }

    [Fact]
    public void Derive_OtherCoordinates_GiveUnrelatedSeeds()
    {
        ulong[] seeds = [.. from seed in Enumerable.Range(0, 50) from coordinate in Enumerable.Range(0, 50) select RandomStream.Derive((ulong)seed, (ulong)coordinate)];

        seeds.Should().OnlyHaveUniqueItems();
        double bits = seeds.Zip(seeds.Skip(1), (a, b) => System.Numerics.BitOperations.PopCount(a ^ b)).Average();
        bits.Should().BeApproximately(32, 0.5, "neighbouring coordinates share half of their bits by chance");
        RandomStream.Derive(RandomStream.Derive(5, 1), 2).Should().NotBe(RandomStream.Derive(RandomStream.Derive(5, 2), 1));
    }

    [Fact]
    public void NextDouble_ManyDraws_AreUniformOnTheUnitInterval()
    {
        var stream = new RandomStream(3);
        double[] draws = [.. Enumerable.Range(0, 100_000).Select(_ => stream.NextDouble())];

        draws.Should().OnlyContain(draw => draw >= 0 && draw < 1);
        draws.Average().Should().BeApproximately(0.5, 0.005);
        draws.Average(draw => draw * draw).Should().BeApproximately(1.0 / 3, 0.005);
    }

    [Fact]
    public void NextNormal_ManyDraws_HaveTheMomentsOfANormal()
    {
        double[] draws = Normals(4, 200_000);

        // Tolerances are about five standard errors.
        draws.Average().Should().BeApproximately(0, 0.012);
        draws.Average(z => z * z).Should().BeApproximately(1, 0.016);
        draws.Average(z => z * z * z).Should().BeApproximately(0, 0.045);
        draws.Average(z => z * z * z * z).Should().BeApproximately(3, 0.11);
        draws.Zip(draws.Skip(1), (a, b) => a * b).Average().Should().BeApproximately(0, 0.012);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(1000)]
    public void FillUnitSphere_AnyDimension_HasUnitNorm(int dimension)
    {
        var stream = new RandomStream(5);
        double[] point = new double[dimension];
        for (int draw = 0; draw < 20; draw++)
        {
            stream.FillUnitSphere(point);
            new ReadOnlySpan<double>(point).Norm().Should().BeApproximately(1, 1e-14);
        }
    }

    [Fact]
    public void FillUnitSphere_ManyDraws_HaveNoPreferredDirection()
    {
        var stream = new RandomStream(6);
        double[] point = new double[3];
        double[] means = new double[3];
        double[] squares = new double[3];
        const int Draws = 30_000;
        for (int draw = 0; draw < Draws; draw++)
        {
            stream.FillUnitSphere(point);
            for (int i = 0; i < 3; i++)
            {
                means[i] += point[i] / Draws;
                squares[i] += point[i] * point[i] / Draws;
            }
        }

        means.Should().OnlyContain(mean => Math.Abs(mean) < 0.02);
        squares.Should().OnlyContain(square => Math.Abs(square - 1.0 / 3) < 0.01);
    }

    private static double[] Normals(ulong seed, int count)
    {
        var stream = new RandomStream(seed);
        double[] draws = new double[count];
        for (int i = 0; i < count; i++)
        {
            draws[i] = stream.NextNormal();
        }

        return draws;
    }

    /// <summary>The two published algorithms, written once more from their reference code.</summary>
    private static IEnumerable<ulong> Reference(ulong seed)
    {
        ulong[] s = new ulong[4];
        for (int i = 0; i < 4; i++)
        {
            seed += 0x9E3779B97F4A7C15;
            ulong z = seed;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            s[i] = z ^ (z >> 31);
        }

        while (true)
        {
            yield return ulong.RotateLeft(s[1] * 5, 7) * 9;
            ulong t = s[1] << 17;
            s[2] ^= s[0];
            s[3] ^= s[1];
            s[1] ^= s[2];
            s[0] ^= s[3];
            s[2] ^= t;
            s[3] = ulong.RotateLeft(s[3], 45);
        }
    }
}
