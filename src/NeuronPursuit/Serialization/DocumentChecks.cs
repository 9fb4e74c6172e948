namespace NeuronPursuit;

/// <summary>What every document must hold to be used; a file that does not is damaged.</summary>
internal static class DocumentChecks
{
    public static void RequireScale(double scale, string name) => Require(
        double.IsFinite(scale) && double.IsFinite(1 / scale) && scale > 0,
        $"{name} has a scale that is not positive, or that is too small to divide by");

    public static void RequireIterations(IReadOnlyList<PursuitIteration> history, int? kept = null)
    {
        Require(
            history.All(iteration => iteration is not null && Enum.IsDefined(iteration.Kind)),
            "history has an entry that is null or of an unknown kind");
        Require(
            kept is null or 0 || history.Any(iteration => iteration.Number == kept),
            $"keptIteration is {kept}, which is the number of no entry of history");
        foreach (PursuitIteration iteration in history)
        {
            int layers = iteration.HiddenWidths.Count;
            Require(
                iteration.Correlations.All(searched => searched is not null
                    && (searched.HiddenLayer is not { } layer || (layer >= 0 && layer < layers))
                    && searched.Values.All(double.IsFinite)),
                $"correlations of iteration {iteration.Number} has an entry that is null, of no hidden layer or not finite");
        }
    }

    public static void RequireChoice(OffsetChoice? choice) => Require(
        choice is null || Enum.IsDefined(choice.Reason), $"offsetChoice has the reason {choice?.Reason}, which is none");

    public static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidDataException($"The file is damaged: {problem}.");
        }
    }
}
