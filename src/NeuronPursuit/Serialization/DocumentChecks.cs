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

    public static void RequireChoice(RecipeChoice? choice) => Require(
        choice is null || (Enum.IsDefined(choice.Reason) && choice.Recipe is not null && choice.Settings.All(setting => setting is not null)),
        $"recipeChoice has the reason {choice?.Reason}, which is none, or a name that is null");

    /// <param name="residuals">What held-out samples left; null for nothing.</param>
    /// <param name="columns">How many numbers a sample has.</param>
    public static void RequireResiduals(HeldOutResiduals? residuals, int columns) => Require(
        residuals is null
            || (residuals.Values.Length == columns
                && residuals.Values.Concat(residuals.Spreads ?? []).All(values => values is not null && values.Length == residuals.Values[0].Length)
                && (residuals.Spreads is null || residuals.Spreads.Length == columns)
                && (residuals.Weights ?? residuals.Values[0]).Length == residuals.Values[0].Length
                && (residuals.Samples is null || (residuals.Samples.Length == residuals.Values[0].Length && residuals.Samples.All(sample => sample >= 0)))),
        "residuals has not the same number of values everywhere");

    public static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidDataException($"The file is damaged: {problem}.");
        }
    }
}
