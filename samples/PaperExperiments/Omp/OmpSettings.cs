namespace PaperExperiments.Omp;

/// <summary>The settings of App. D.5.</summary>
public sealed record OmpSettings
{
    /// <summary>Rows of a random problem (ours: the paper has the example only).</summary>
    public int Rows { get; init; } = 50;

    /// <summary>Columns of a random problem.</summary>
    public int Columns { get; init; } = 200;

    /// <summary>Columns that make the target of a random problem.</summary>
    public int Sparsity { get; init; } = 5;

    /// <summary>D.5: the scale of new weights in the example.</summary>
    public double Delta { get; init; } = 0.01;

    /// <summary>D.5: the step of gradient descent on half the sum of squares, which is the mean for the example's two rows.</summary>
    public double StepSize { get; init; } = 0.001;

    /// <summary>Steps a growth; the paper does not say, only that it converges.</summary>
    public int Steps { get; init; } = 100_000;

    /// <summary>The residual, relative to the target, at which both methods stop.</summary>
    public double Tolerance { get; init; } = 1e-8;

    /// <summary>Random problems of a quick run.</summary>
    public int QuickSeeds { get; init; } = 3;

    /// <summary>D.5: the matrix of the example.</summary>
    public static double[,] ExampleMatrix => new[,] { { 1, 0, -0.1 }, { 0, 1, 1 + 0.2 / 3 } };

    /// <summary>D.5: its target, called b there.</summary>
    public static double[] ExampleTarget => [1, 2];
}
