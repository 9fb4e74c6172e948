namespace PaperExperiments.Rescaling;

/// <summary>The settings of the rescaling experiment; App. D.6 argues without an experiment, so all are ours.</summary>
public sealed record RescalingSettings
{
    /// <summary>Normal inputs; the target is f_1 of Section 5.2.1 less a ramp of two more of them.</summary>
    public int Inputs { get; init; } = 10;

    public int Samples { get; init; } = 200;

    /// <summary>Iterations of the pursuit whose network is rescaled: too few to fit the target.</summary>
    public int Iterations { get; init; } = 2;

    /// <summary>Starts of a search.</summary>
    public int Restarts { get; init; } = 32;

    /// <summary>The factors c.</summary>
    public IReadOnlyList<double> Factors { get; init; } = [1.0 / 32, 1.0 / 16, 0.125, 0.25, 0.5, 1 / Math.Sqrt(2), 1, Math.Sqrt(2), 2, 4, 8, 16, 32];

    /// <summary>Networks of a quick run.</summary>
    public int QuickSeeds { get; init; } = 2;
}
