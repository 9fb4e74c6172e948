using System.Globalization;

namespace NeuronPursuit;

/// <summary>Plain training of a network that does not grow, the baseline of Section 5.2.</summary>
/// <param name="Widths">Neurons of the hidden layers, input side first.</param>
/// <param name="Radius">The norm of all weights together from which training starts.</param>
internal sealed record FixedWidthProcedure(IReadOnlyList<int> Widths, double Radius) : IterativeProcedure
{
    private const int MaxWidth = 1 << 20;

    /// <summary>Whether the recipe's own procedure chooses inputs, which plain training cannot.</summary>
    public bool ReplacesSparse { get; init; }

    public override int? Depth => Widths.Count + 1;

    public override string Fingerprint(PursuitOptions options) => ToString();

    public override IEnumerable<string> Errors(PursuitOptions options, bool validationSet)
    {
        if (Widths.Count == 0 || Widths.Any(width => width is < 1 or > MaxWidth))
        {
            yield return $"hiddenWidths is [{string.Join(", ", Widths)}]; pass the neurons of each hidden layer, input side first, each from 1 to {MaxWidth}.";
        }

        if (!(Radius > 0 && double.IsFinite(Radius)))
        {
            yield return FormattableString.Invariant(
                $"radius is {Radius}; the norm of the initial weights must be positive (at 0 every gradient vanishes).");
        }

        if (ReplacesSparse || options.InputsPerNeuron is not null)
        {
            yield return "A network of fixed widths is trained with all inputs at once: PursuitRecipe.Sparse and a limit on inputs per neuron need a pursuit. Leave WithFixedWidths out, or use PursuitRecipe.Paper or Fast.";
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"fixed widths {string.Join('/', Widths)} from {Radius:R}");

    public override (PursuitState State, PursuitStopReason Reason) Iterate(
        IPursuitData data,
        PursuitOptions options,
        PursuitMetrics metrics,
        PursuitState? resumed,
        Func<PursuitState, bool> onIteration,
        CancellationToken cancellationToken) =>
        new FixedWidthTraining(this, data, options, metrics, cancellationToken).Run(resumed, onIteration);
}
