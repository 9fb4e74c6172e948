namespace PaperExperiments.Fig5;

/// <summary>
/// The example of Section 5 (Fig. 5). The paper gives the numbers of inputs, samples and starts; what it leaves open is
/// taken from its first experiment (App. C.1.1).
/// </summary>
public sealed record Fig5Settings
{
    /// <summary>Inputs, each -1 or 1.</summary>
    public int Inputs { get; init; } = 20;

    /// <summary>Training samples.</summary>
    public int Samples { get; init; } = 500;

    /// <summary>Starts of the search under the paper's recipe, H.</summary>
    public int Restarts { get; init; } = 5;

    /// <summary>Weight matrices.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>Iterations that the figure shows.</summary>
    public int ShownIterations { get; init; } = 2;

    /// <summary>Iterations at most (Section 5.2.1).</summary>
    public int MaxIterations { get; init; } = 31;

    /// <summary>The relative training error that ends the pursuit (C.1.1).</summary>
    public double TargetError { get; init; } = 1e-3;

    /// <summary>Step size of the gradient descent (C.1.1).</summary>
    public double StepSize { get; init; } = 0.005;

    /// <summary>Its steps (C.1.1).</summary>
    public int Steps { get; init; } = 70_000;

    /// <summary>The error over all vertices below which the function counts as recovered.</summary>
    public double RecoveredError { get; init; } = 1e-2;

    /// <summary>Points of the curves: each stands for 2^20 / 1024 vertices in a row.</summary>
    public int CurvePoints { get; init; } = 1024;

    /// <summary>Seeds of a quick run.</summary>
    public int QuickSeeds { get; init; } = 8;

    /// <summary>f(x) = relu(relu(2 x1 + x3) - relu(x3 - x2)).</summary>
    public static double Target(double x1, double x2, double x3) => Ramp(Ramp(2 * x1 + x3) - Ramp(x3 - x2));

    private static double Ramp(double z) => Math.Max(0, z);
}
