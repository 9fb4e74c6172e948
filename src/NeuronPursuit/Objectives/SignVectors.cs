namespace NeuronPursuit;

/// <summary>
/// The correlations of all sign vectors of one or two inputs. With P and M the sums of <c>D z^p</c> over samples with
/// z &gt; 0 and z &lt;= 0, <c>q(a) = c+ P + c- M</c> and <c>q(-a) = (-1)^p (c- P + c+ M)</c>: one pass serves both.
/// </summary>
internal static class SignVectors
{
    /// <summary>The second inputs and relative signs that go with a first input; second is -1 for a single input.</summary>
    public static IEnumerable<(int Second, int RelativeSign)> From(int size, int first, int inputs)
    {
        if (size == 1)
        {
            yield return (-1, 1);
            yield break;
        }

        for (int second = first + 1; second < inputs; second++)
        {
            yield return (second, 1);
            yield return (second, -1);
        }
    }

    /// <summary>How many <see cref="From"/> gives.</summary>
    public static int CountFrom(int size, int first, int inputs) => size == 1 ? 1 : 2 * (inputs - first - 1);

    /// <summary>Visits all sign vectors, given the sums P and M of those that begin with one input, output by output.</summary>
    public static void Visit(
        int size,
        int inputs,
        int outputs,
        ActivationCoefficients activation,
        int sampleCount,
        Func<int, double[]> sumsFrom,
        SignVectorVisitor visit)
    {
        for (int first = 0; first < inputs; first++)
        {
            if (CountFrom(size, first, inputs) == 0)
            {
                continue;
            }

            double[] sums = sumsFrom(first);
            int place = 0;
            foreach ((int second, int relativeSign) in From(size, first, inputs))
            {
                VisitBoth(sums.AsSpan(place, 2 * outputs), first, second, relativeSign, activation, sampleCount, visit);
                place += 2 * outputs;
            }
        }
    }

    private static void VisitBoth(
        ReadOnlySpan<double> sums,
        int first,
        int second,
        int relativeSign,
        ActivationCoefficients activation,
        int sampleCount,
        SignVectorVisitor visit)
    {
        double squared = 0;
        double squaredOpposite = 0;
        for (int place = 0; place < sums.Length; place += 2)
        {
            (double above, double below) = (sums[place], sums[place + 1]);
            double q = activation.Positive * above + activation.Negative * below;
            double opposite = activation.Negative * above + activation.Positive * below;
            squared += q * q;
            squaredOpposite += opposite * opposite;
        }

        // The unit norm is split as Lemma 9 says: |a|^2 = p |b|^2.
        double power = activation.Power;
        double inputNorm = Math.Sqrt(power / (power + 1) / (second < 0 ? 1 : 2));
        double scale = PortableMath.Pow(inputNorm, power) / Math.Sqrt(power + 1) / sampleCount;
        visit(first, second, relativeSign, 1, scale * Math.Sqrt(squared));
        visit(first, second, relativeSign, -1, scale * Math.Sqrt(squaredOpposite));
    }
}
