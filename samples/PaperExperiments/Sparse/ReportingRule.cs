namespace PaperExperiments.Sparse;

/// <summary>
/// Which of the step sizes of a method counts. The paper's rules (C.1.1) look at the test error; beside them stand rules
/// that see the training alone, as anyone would have to choose who does not know the answer.
/// </summary>
public static class ReportingRule
{
    /// <summary>C.1.1 for Neuron Pursuit: learned in the fewest iterations, else fitted with the lowest test error, else the lowest training error.</summary>
    /// <param name="runs">One run for each step size; at least one.</param>
    /// <param name="targetError">The training error that counts as fitted.</param>
    /// <param name="learnedError">The test error that counts as learned.</param>
    public static FinishedRun Paper(IReadOnlyList<FinishedRun> runs, double targetError, double learnedError)
    {
        FinishedRun[] learned = [.. runs.Where(run => Test(run) < learnedError)];
        if (learned.Length > 0)
        {
            return learned.MinBy(run => run.Outcome.Iterations ?? int.MaxValue)!;
        }

        FinishedRun[] fitted = [.. runs.Where(run => Training(run) <= targetError)];
        return fitted.Length > 0 ? fitted.MinBy(Test)! : runs.MinBy(Training)!;
    }

    /// <summary>C.1.1 for gradient descent: the lowest test error.</summary>
    public static FinishedRun LowestTestError(IReadOnlyList<FinishedRun> runs) => runs.MinBy(Test)!;

    /// <summary>Without the test error: fitted in the fewest iterations, else the lowest training error.</summary>
    public static FinishedRun TrainingOnly(IReadOnlyList<FinishedRun> runs, double targetError)
    {
        FinishedRun[] fitted = [.. runs.Where(run => Training(run) <= targetError)];
        return fitted.Length > 0
            ? fitted.MinBy(run => run.Outcome.Iterations ?? int.MaxValue)!
            : runs.MinBy(Training)!;
    }

    // A run that diverged has no error worth having; MinBy would take NaN for the smallest.
    private static double Test(FinishedRun run) => Usable(run.Outcome.TestError);

    private static double Training(FinishedRun run) => Usable(run.Outcome.TrainingError);

    private static double Usable(double? error) =>
        error is { } value && double.IsFinite(value) ? value : double.PositiveInfinity;
}
