namespace NeuronPursuit;

/// <summary>What the outputs of a network mean.</summary>
public enum OutputLink
{
    /// <summary>They are the prediction.</summary>
    Identity,

    /// <summary>
    /// Together they are the logits of probabilities that sum to 1: p_k = exp(z_k) / sum over j of exp(z_j).
    /// </summary>
    Softmax,

    /// <summary>Each is the logarithm of its prediction, exp(z): the log link of counts (<see cref="PoissonLoss"/>).</summary>
    Exponential,
}

/// <summary>From outputs to predictions.</summary>
internal static class OutputLinks
{
    /// <summary>Maps the outputs of one sample in place.</summary>
    public static void Apply(OutputLink link, Span<double> outputs)
    {
        if (link == OutputLink.Softmax)
        {
            Softmax(outputs);
        }
        else if (link == OutputLink.Exponential)
        {
            foreach (ref double output in outputs)
            {
                output = PortableMath.Exp(output);
            }
        }
    }

    /// <summary>exp(z_k) / sum of exp(z_j), relative to the largest, without overflow.</summary>
    private static void Softmax(Span<double> outputs)
    {
        double largest = outputs[0];
        foreach (double output in outputs[1..])
        {
            largest = Math.Max(largest, output);
        }

        double sum = 0;
        foreach (ref double output in outputs)
        {
            output = PortableMath.Exp(output - largest);
            sum += output;
        }

        foreach (ref double output in outputs)
        {
            output /= sum;
        }
    }
}
