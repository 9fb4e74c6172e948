namespace NeuronPursuit;

/// <summary>Tail probabilities of the standard normal, as logarithms, far beyond where they vanish as numbers.</summary>
internal static class NormalTail
{
    /// <summary><c>log P(|Z| &gt; z)</c> for z &gt;= 0, to about 1e-3; 0 below z = 0.5, where nothing is significant.</summary>
    public static double LogTwoSided(double z)
    {
        if (z < 0.5)
        {
            return 0;
        }

        // The continued fraction of Mills' ratio, from far enough inside for the smallest z.
        double fraction = z;
        for (int k = 60; k >= 1; k--)
        {
            fraction = z + k / fraction;
        }

        return PortableMath.Log(2) - z * z / 2 - PortableMath.Log(fraction) - 0.5 * PortableMath.Log(2 * Math.PI);
    }
}
