using System.Numerics;

namespace NeuronPursuit;

/// <summary>
/// A reproducible random stream (xoshiro256**, seeded by SplitMix64). Every stream of a pursuit is derived from
/// the user's seed and the coordinates of its use (iteration, layer, restart), never from the order of calls, so
/// that thread count, resuming and reordering cannot change a draw.
/// </summary>
internal struct RandomStream
{
    private ulong _s0, _s1, _s2, _s3;
    private double _spareNormal = double.NaN;

    public RandomStream(ulong seed)
    {
        _s0 = Mix(ref seed);
        _s1 = Mix(ref seed);
        _s2 = Mix(ref seed);
        _s3 = Mix(ref seed);
    }

    /// <summary>Derives a seed from a parent seed and a coordinate; different coordinates give unrelated seeds.</summary>
    public static ulong Derive(ulong seed, ulong coordinate)
    {
        ulong state = seed ^ (coordinate * 0xD1342543DE82EF95UL + 0x2545F4914F6CDD1DUL);
        Mix(ref state);
        return Mix(ref state);
    }

    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A uniform draw from [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A standard normal draw (Marsaglia's polar method, which calls only log and sqrt).</summary>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            double spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }

        while (true)
        {
            double u = 2 * NextDouble() - 1;
            double v = 2 * NextDouble() - 1;
            double s = u * u + v * v;
            if (s is > 0 and < 1)
            {
                double factor = Math.Sqrt(-2 * PortableMath.Log(s) / s);
                _spareNormal = v * factor;
                return u * factor;
            }
        }
    }

    /// <summary>Fills <paramref name="point"/> with a uniform draw from the unit sphere of its dimension.</summary>
    public void FillUnitSphere(Span<double> point)
    {
        double squaredNorm = 0;
        for (int i = 0; i < point.Length; i++)
        {
            point[i] = NextNormal();
            squaredNorm += point[i] * point[i];
        }

        double scale = 1 / Math.Sqrt(squaredNorm);
        for (int i = 0; i < point.Length; i++)
        {
            point[i] *= scale;
        }
    }

    private static ulong Mix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
