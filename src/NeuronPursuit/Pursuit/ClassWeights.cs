namespace NeuronPursuit;

/// <summary>How much the samples of each class count when a classifier is fitted. Only ratios matter.</summary>
public sealed class ClassWeights
{
    private readonly Dictionary<object, double>? _given;

    private ClassWeights(Dictionary<object, double>? given) => _given = given;

    /// <summary>Every class counts alike, however many samples it has: the weight of a class is one over its samples.</summary>
    public static ClassWeights Balanced { get; } = new(null);

    /// <summary>Weights of one's own.</summary>
    /// <typeparam name="TLabel">The type of the labels that will be fitted.</typeparam>
    /// <param name="weights">One weight per class, positive and finite; classes that do not occur do no harm.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentException">A weight is not positive and finite.</exception>
    public static ClassWeights Create<TLabel>(IReadOnlyDictionary<TLabel, double> weights)
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(weights);
        foreach ((TLabel label, double weight) in weights)
        {
            if (!(weight > 0 && double.IsFinite(weight)))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The weight of class '{label}' is {weight}. Weights of classes must be positive and finite; leave samples out by their own weights."),
                    nameof(weights));
            }
        }

        return new ClassWeights(weights.ToDictionary(pair => (object)pair.Key, pair => pair.Value));
    }

    /// <summary>What the weights of samples are multiplied by, class by class, at most 1.</summary>
    /// <param name="labels">The classes.</param>
    /// <param name="units">What the weights of the samples of each class have been divided by, their largest.</param>
    /// <param name="totals">The sums of the rest, at least 1.</param>
    internal double[] Of<TLabel>(IReadOnlyList<TLabel> labels, double[] units, double[] totals)
        where TLabel : notnull
    {
        double[] weights = new double[totals.Length];
        if (_given is null)
        {
            for (int k = 0; k < weights.Length; k++)
            {
                weights[k] = 1 / totals[k];
            }

            return weights;
        }

        for (int k = 0; k < weights.Length; k++)
        {
            if (!_given.TryGetValue(labels[k], out weights[k]))
            {
                throw new ArgumentException(
                    $"labels holds the class '{labels[k]}', which WithClassWeights gives no weight. Give every class one, of the type of the labels.", nameof(labels));
            }
        }

        // By their logarithms the products can be compared whatever their size.
        double largest = weights.Zip(units, (weight, unit) => PortableMath.Log2(weight) + PortableMath.Log2(unit)).Max();
        return [.. weights.Zip(units, (weight, unit) => PortableMath.Pow(2, PortableMath.Log2(weight) + PortableMath.Log2(unit) - largest))];
    }
}
