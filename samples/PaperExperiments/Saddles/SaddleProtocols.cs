using NeuronPursuit;

namespace PaperExperiments.Saddles;

/// <summary>The four saddle experiments: data, and nothing else.</summary>
public static class SaddleProtocols
{
    /// <summary>Figs. 1 and 3.</summary>
    public static SaddleProtocol Square { get; } = new()
    {
        Name = "saddle-square",
        Source = "Figs. 1 and 3, Sections 3.4 and 4",
        Summary = "Gradient descent near a saddle, square activation: small weights stay small, turn to a KKT point, and keep their pattern after the escape.",
        NearFigure = "fig1",
        EscapeFigure = "fig3",
        Activation = HomogeneousActivation.Square,
        Samples = SaddleData.Samples,
        Saddle = seed => SaddleData.TeacherSaddle(
            HomogeneousActivation.Square, new double[,] { { 1, 0.7, 0 }, { 0, 0, 1 } }, new double[,] { { 1, -0.3 } }, seed),
        Term = SaddleTerm.LowestDegree,
        Delta = 0.01,
        StepSize = 0.02,
        Steps = 1_000_000,
        Interval = 200,
        QuickDelta = 0.015,
        QuickSteps = 100_000,
        QuickInterval = 100,
    };

    /// <summary>Figs. 2 and 4.</summary>
    public static SaddleProtocol Relu { get; } = new()
    {
        Name = "saddle-relu",
        Source = "Figs. 2 and 4, Sections 3.4 and 4",
        Summary = "The same with ReLU, where the theory does not apply: several neurons of one layer turn to the same direction.",
        NearFigure = "fig2",
        EscapeFigure = "fig4",
        Activation = HomogeneousActivation.ReLU,
        Samples = SaddleData.Samples,
        Saddle = seed => SaddleData.TeacherSaddle(
            HomogeneousActivation.ReLU, new double[,] { { 1, -1, 0 }, { 0, 0, 1 } }, new double[,] { { 1, 0.4 } }, seed),
        Term = SaddleTerm.LowestDegree,
        AveragedSteps = 50,
        Delta = 1e-5,
        StepSize = 0.02,
        Steps = 100_000,
        Interval = 100,
        QuickDelta = 1e-4,
        QuickSteps = 20_000,
        QuickInterval = 50,
    };

    /// <summary>Fig. 13: 10 x 10 label matrix of standard normal entries, all weights 10 x 10.</summary>
    public static SaddleProtocol Linear { get; } = new()
    {
        Name = "saddle-linear",
        Source = "Fig. 13, App. D.3",
        Summary = "Deep linear network, where H_1 does not correlate with the residual: the direction is given by B_3 C_2 A_1.",
        NearFigure = "fig13",
        Activation = HomogeneousActivation.Linear,
        Samples = 10,
        Saddle = SaddleData.LinearSaddle,
        Term = SaddleTerm.AmongInactive,
        Delta = 0.01,
        StepSize = 0.03,
        Steps = 1_000_000,
        Interval = 200,
        QuickDelta = 0.03,
        QuickSteps = 200_000,
        QuickInterval = 100,
    };

    /// <summary>Fig. 14: two samples, squared ReLU, eq. 56.</summary>
    public static SaddleProtocol SquaredRelu { get; } = new()
    {
        Name = "saddle-squared-relu",
        Source = "Fig. 14, App. D.3",
        Summary = "Squared ReLU, where H_1 vanishes: the direction is given by new first-layer neurons into the silent second-layer neuron.",
        NearFigure = "fig14",
        Activation = HomogeneousActivation.Create(0, 2),
        Samples = 2,
        Saddle = _ => SaddleData.SquaredReluSaddle(),
        Term = SaddleTerm.ThroughSilent,
        Starts = 20_000,
        Delta = 0.15,
        StepSize = 0.2,
        Steps = 200_000_000,
        Interval = 20_000,
        QuickDelta = 0.4,
        QuickSteps = 3_000_000,
        QuickInterval = 1000,
    };

    /// <summary>All of them, in the paper's order.</summary>
    public static IReadOnlyList<SaddleProtocol> All { get; } = [Square, Relu, Linear, SquaredRelu];
}
