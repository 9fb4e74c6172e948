namespace PaperExperiments.Sparse;

/// <summary>Where the inputs of Section 5.2.1 come from.</summary>
public enum InputDistribution
{
    /// <summary>Uniform on the sphere of radius sqrt(d).</summary>
    Hypersphere,

    /// <summary>Uniform on the vertices of {-1, 1}^d.</summary>
    Hypercube,

    /// <summary>Standard normal.</summary>
    Gaussian,
}

/// <summary>A target of Section 5.2.1 with the hyper-parameters of App. C.1.</summary>
public sealed record SparseTask
{
    /// <summary>"f1", as the paper calls it.</summary>
    public required string Name { get; init; }

    public required Func<ReadOnlySpan<double>, double> Function { get; init; }

    /// <summary>Numbers of training samples. The paper gives them in its figures' axes only; 1600 and 3200 are named in its text.</summary>
    public required IReadOnlyList<int> Samples { get; init; }

    /// <summary>Numbers of training samples of a quick run.</summary>
    public required IReadOnlyList<int> QuickSamples { get; init; }

    /// <summary>Numbers of training samples at which a quick run also makes one run of the paper's recipe.</summary>
    public IReadOnlyList<int> QuickPaperSamples { get; init; } = [];

    /// <summary>Numbers of training samples at which a quick run also makes one run of plain gradient descent.</summary>
    public IReadOnlyList<int> QuickBaselineSamples { get; init; } = [];

    /// <summary>Step sizes of Neuron Pursuit under the paper's recipe.</summary>
    public required IReadOnlyList<double> StepSizes { get; init; }

    /// <summary>Step sizes of plain gradient descent.</summary>
    public required IReadOnlyList<double> BaselineStepSizes { get; init; }
}

/// <summary>What the targets of one input distribution have in common: a figure of the paper and a section of its appendix.</summary>
public sealed record SparseProtocol
{
    /// <summary>The experiment's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands in the paper.</summary>
    public required string Source { get; init; }

    /// <summary>What it shows.</summary>
    public required string Summary { get; init; }

    public required InputDistribution Distribution { get; init; }

    /// <summary>The two targets.</summary>
    public required IReadOnlyList<SparseTask> Tasks { get; init; }

    /// <summary>Weight matrices.</summary>
    public required int Depth { get; init; }

    /// <summary>alpha in sigma(x) = max(x, alpha x).</summary>
    public required double NegativeSlope { get; init; }

    /// <summary>Norm of all initial weights of the baseline.</summary>
    public required double BaselineRadius { get; init; }

    /// <summary>The first delta.</summary>
    public required double FirstScale { get; init; }

    /// <summary>Gradient descent steps of a growth.</summary>
    public required int Steps { get; init; }

    /// <summary>The loss below which a growth gets more steps; 0 for never.</summary>
    public double ExtendBelow { get; init; }

    /// <summary>Steps of such a growth.</summary>
    public int ExtendedSteps { get; init; }

    /// <summary>Inputs (Section 5.2.1).</summary>
    public int Inputs { get; init; } = 50;

    /// <summary>Neurons per hidden layer of the baseline (Section 5.2.1).</summary>
    public int BaselineWidth { get; init; } = 50;

    /// <summary>Steps of the baseline at most (Section 5.2.1).</summary>
    public int BaselineSteps { get; init; } = 3_000_000;

    /// <summary>Steps of the baseline beside the default recipe: what is affordable, not what the paper did.</summary>
    public int ShortBaselineSteps { get; init; } = 300_000;

    /// <summary>Steps of the baseline in a quick run.</summary>
    public int QuickBaselineSteps { get; init; } = 20_000;

    /// <summary>Iterations of the pursuit at most, the first fit counted (Section 5.2.1).</summary>
    public int MaxIterations { get; init; } = 31;

    /// <summary>The relative training error at which everything stops (C.1.1).</summary>
    public double TargetError { get; init; } = 1e-3;

    /// <summary>The test error that counts as learned in the reporting rule (C.1.1).</summary>
    public double LearnedError { get; init; } = 5e-3;

    /// <summary>Starts of the search, H (C.1.1).</summary>
    public int Restarts { get; init; } = 10;

    /// <summary>Steps of the projected gradient ascent (C.1.1).</summary>
    public int AscentSteps { get; init; } = 2500;

    /// <summary>Its step size (C.1.1).</summary>
    public double AscentStepSize { get; init; } = 0.2;

    /// <summary>Test samples (Section 5.2.1).</summary>
    public int TestSamples { get; init; } = 100_000;

    /// <summary>Test samples of a quick run.</summary>
    public int QuickTestSamples { get; init; } = 10_000;

    /// <summary>Seeds of a quick run at most.</summary>
    public int QuickSeeds { get; init; } = 2;
}
