namespace NeuronPursuit;

/// <summary>What a plot of errors shows, without how it looks.</summary>
internal sealed class ErrorCurves
{
    /// <param name="history">At least one iteration.</param>
    public ErrorCurves(IReadOnlyList<PursuitIteration> history)
    {
        Training = Points(history, iteration => iteration.TrainingError);
        HeldOut = Points(history, iteration => iteration.ValidationError);
        LayerCount = history.Max(iteration => iteration.AddedNeurons.Count);
        Marks = [.. history.SelectMany(MarksOf)];
        (First, Last) = (history.Min(iteration => iteration.Number), history.Max(iteration => iteration.Number));
        double[] positive = [.. Training.Concat(HeldOut).Where(point => point.Error > 0).Select(point => point.Error)];
        (double low, double high) = positive.Length == 0 ? (0.1, 1) : (positive.Min(), positive.Max());

        // Not shorter than a factor of two, so that noise does not look like progress.
        double widen = Math.Max(1.15, Math.Sqrt(2 * low / high));
        Floor = HasZero ? Math.Log10(low) - 1 : double.NaN;
        Low = Math.Min(HasZero ? Floor - 0.3 : double.PositiveInfinity, Math.Log10(low / widen) - (0.04 * Math.Log10(high / low)));
        High = Math.Log10(high * widen) + (0.04 * Math.Log10(high / low));
    }

    public IReadOnlyList<ErrorPoint> Training { get; }

    public IReadOnlyList<ErrorPoint> HeldOut { get; }

    public IReadOnlyList<GrowthMark> Marks { get; }

    /// <summary>Hidden layers, at most.</summary>
    public int LayerCount { get; }

    /// <summary>Whether something happened to the network that belongs to no layer.</summary>
    public bool HasWholeNetworkMarks => Marks.Any(mark => mark.Layer == GrowthMark.WholeNetwork);

    public int First { get; }

    public int Last { get; }

    /// <summary>Whether an error is exactly zero, which a logarithmic axis cannot show.</summary>
    public bool HasZero => Training.Concat(HeldOut).Any(point => point.Error == 0);

    /// <summary>The decimal logarithm at which errors of zero are drawn; NaN without such.</summary>
    public double Floor { get; }

    /// <summary>The decimal logarithm where the axis begins.</summary>
    public double Low { get; }

    /// <summary>The decimal logarithm where the axis ends.</summary>
    public double High { get; }

    /// <summary>The height of an error on the axis.</summary>
    public double Position(double error) => error > 0 ? Math.Log10(error) : Floor;

    private static ErrorPoint[] Points(IReadOnlyList<PursuitIteration> history, Func<PursuitIteration, double?> error) =>
    [
        .. history.Select(iteration => (iteration.Number, Error: error(iteration) ?? double.NaN))
            .Where(point => double.IsFinite(point.Error) && point.Error >= 0)
            .Select(point => new ErrorPoint(point.Number, point.Error)),
    ];

    private static IEnumerable<GrowthMark> MarksOf(PursuitIteration iteration)
    {
        bool some = false;
        for (int layer = 0; layer < iteration.AddedNeurons.Count; layer++)
        {
            if (iteration.AddedNeurons[layer] != 0 && iteration.Kind != PursuitIterationKind.FixedWidth)
            {
                some = true;
                yield return new GrowthMark(iteration.Number, layer, iteration.Kind, iteration.AddedNeurons[layer]);
            }
        }

        if (!some)
        {
            yield return new GrowthMark(iteration.Number, GrowthMark.WholeNetwork, iteration.Kind, 0);
        }
    }
}

/// <summary>The error after an iteration.</summary>
internal readonly record struct ErrorPoint(int Iteration, double Error);

/// <summary>What an iteration did to a layer.</summary>
/// <param name="Iteration">Its number.</param>
/// <param name="Layer">The hidden layer from 0, or <see cref="WholeNetwork"/>.</param>
/// <param name="Kind">What it did.</param>
/// <param name="Count">Neurons added, negative for removed ones.</param>
internal readonly record struct GrowthMark(int Iteration, int Layer, PursuitIterationKind Kind, int Count)
{
    public const int WholeNetwork = -1;
}
