namespace NeuronPursuit;

/// <summary>What the outputs of a network mean.</summary>
internal enum OutputLink
{
    /// <summary>They are the prediction.</summary>
    Identity,

    /// <summary>Each is the logit of a probability.</summary>
    Logistic,

    /// <summary>Together they are the logits of probabilities that sum to 1.</summary>
    Softmax,
}

/// <summary>From outputs to predictions.</summary>
internal static class OutputLinks
{
    /// <summary>Maps the outputs of one sample in place.</summary>
    public static void Apply(OutputLink link, Span<double> outputs)
    {
        switch (link)
        {
            case OutputLink.Logistic:
                foreach (ref double output in outputs)
                {
                    output = Logistic(output);
                }

                break;
            case OutputLink.Softmax:
                Softmax(outputs);
                break;
            default:
                break;
        }
    }

    /// <summary>1 / (1 + exp(-z)), without overflow.</summary>
    private static double Logistic(double logit)
    {
        double small = Math.Exp(-Math.Abs(logit));
        return logit < 0 ? small / (1 + small) : 1 / (1 + small);
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
            output = Math.Exp(output - largest);
            sum += output;
        }

        foreach (ref double output in outputs)
        {
            output /= sum;
        }
    }
}
