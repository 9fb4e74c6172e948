using NeuronPursuit;

namespace PaperExperiments.Saddles;

/// <summary>The term of the network's expansion that governs the small weights near a saddle.</summary>
public enum SaddleTerm
{
    /// <summary>H_1 of eq. 21, with ReLU together with what its kink adds to the same degree.</summary>
    LowestDegree,

    /// <summary>B_3 C_2 A_1, in deep linear networks (D.3).</summary>
    AmongInactive,

    /// <summary>sigma(b_2 . sigma(A_1 x)) through the silent second-layer neuron (D.3, squared ReLU).</summary>
    ThroughSilent,
}

/// <summary>The settings of one saddle experiment. What the paper says is cited; the rest is ours, and says so.</summary>
public sealed record SaddleProtocol
{
    /// <summary>Name of the experiment.</summary>
    public required string Name { get; init; }

    /// <summary>Figures and sections of the paper.</summary>
    public required string Source { get; init; }

    public required string Summary { get; init; }

    /// <summary>The figure of the neighbourhood of the saddle.</summary>
    public required string NearFigure { get; init; }

    /// <summary>The figure of the escape; null where the paper has none.</summary>
    public string? EscapeFigure { get; init; }

    public required HomogeneousActivation Activation { get; init; }

    /// <summary>Samples of the data.</summary>
    public required int Samples { get; init; }

    /// <summary>The saddle and its data; the paper does not say which data Figs. 1 and 2 use.</summary>
    public required Func<int, SaddlePoint> Saddle { get; init; }

    /// <summary>The term whose KKT points the small weights turn to.</summary>
    public required SaddleTerm Term { get; init; }

    /// <summary>
    /// Steps over which the gradient of panel (d) is averaged: more than 1 where the activation has kinks
    /// (<see cref="SaddlePath.Follow"/>).
    /// </summary>
    public int AveragedSteps { get; init; } = 1;

    /// <summary>
    /// Random directions of which the one of the largest correlation is the start. 1, except where most directions have none
    /// (they shrink instead of turning: Theorem 7, second case) or take a thousand times as long.
    /// </summary>
    public int Starts { get; init; } = 1;

    /// <summary>Distance of the start from the saddle in w_n and in w_z (eqs. 14, 15); not given in the paper.</summary>
    public required double Delta { get; init; }

    /// <summary>Step of the gradient descent on the mean of the squared residuals; not given in the paper.</summary>
    public required double StepSize { get; init; }

    /// <summary>Steps at most; the run ends earlier once the next saddle is reached.</summary>
    public required int Steps { get; init; }

    /// <summary>Steps between two points of the curves.</summary>
    public required int Interval { get; init; }

    /// <summary>The same for --quick: a start further from the saddle, which leaves it sooner.</summary>
    public required double QuickDelta { get; init; }

    /// <summary>Steps at most with --quick.</summary>
    public required int QuickSteps { get; init; }

    /// <summary>Steps between two points of the curves with --quick.</summary>
    public required int QuickInterval { get; init; }

    /// <summary>The correlation of the term at a saddle.</summary>
    public SaddleCorrelation Correlation(SaddlePoint saddle)
    {
        return Term switch
        {
            SaddleTerm.LowestDegree => saddle.LowestDegree(),
            SaddleTerm.AmongInactive => saddle.AmongInactive(),
            SaddleTerm.ThroughSilent => saddle.ThroughSilent(),
            _ => throw new InvalidOperationException($"There is no term {Term}."),
        };
    }
}
