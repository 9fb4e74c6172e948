using static NeuronPursuit.CodeExpression;

namespace NeuronPursuit;

/// <summary>
/// How large and how small what sums read may be: beyond, engines without infinities end a query with an error, and so do some where a
/// product of numbers that are not 0 is 0.
/// </summary>
internal sealed class ValueRanges
{
    // Sums stay below this, so that a mean over some hundred networks stays in the range of a double.
    private const double LargestSum = 1e305;

    private const double SmallestProduct = 1e-322;

    private readonly Dictionary<Definition, double> _sums = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Definition, double> _weights = new(ReferenceEqualityComparer.Instance);

    public ValueRanges(FlatProgram program)
    {
        foreach (WeightedSum sum in program.Levels.SelectMany(level => level).Select(definition => definition.Value).OfType<WeightedSum>())
        {
            double total = sum.Terms.Sum(term => Math.Abs(term.Weight));
            foreach (WeightedTerm term in sum.Terms)
            {
                if (term.Value is Variable { Definition: var definition } && term.Weight != 0)
                {
                    _sums[definition] = Math.Max(_sums.GetValueOrDefault(definition), total);
                    _weights[definition] = Math.Min(_weights.GetValueOrDefault(definition, 1), Math.Abs(term.Weight));
                }
            }
        }
    }

    /// <summary>The largest magnitude of a definition whose readers stay in range.</summary>
    public double Largest(Definition definition) => Math.Min(LargestSum, LargestSum / Math.Max(1, _sums.GetValueOrDefault(definition)));

    /// <summary>The smallest magnitude but 0 of a definition whose products with weights are not 0.</summary>
    public double Smallest(Definition definition) => SmallestProduct / _weights.GetValueOrDefault(definition, 1);
}
