using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests.EstimatorChecks;

/// <summary>What a configuration's targets are.</summary>
internal enum TargetKind
{
    /// <summary>Numbers of any size.</summary>
    Numbers,

    /// <summary>0 or 1 in every output.</summary>
    Logical,

    /// <summary>Numbers that are not negative.</summary>
    Counts,

    /// <summary>A single 1 in every row.</summary>
    OneHot,

    /// <summary>Labels: the fit is that of a classifier.</summary>
    Labels,
}

/// <summary>One row of the matrix over which the checks run: settings of the builder, and what follows from them by nature.</summary>
/// <param name="Name">Shown with every cell.</param>
/// <param name="Settings">Calls of the builder, in any order.</param>
internal sealed record EstimatorConfiguration(string Name, params Func<NeuronPursuitBuilder, NeuronPursuitBuilder>[] Settings)
{
    public int Outputs { get; init; } = 1;

    public TargetKind Kind { get; init; }

    public PursuitOptions Options => Estimator().Options;

    /// <summary>Whether which rows are held out depends on their order and number.</summary>
    public bool HoldsOut => Options.ValidationFraction > 0 || Options.Members is not null;

    public bool TakesMissing => Options.MissingValues != MissingValues.Fail;

    /// <summary>Whether the square of the targets' units is all that the loss knows of them.</summary>
    public bool HasSquaredLoss => Kind == TargetKind.Numbers && Options.Loss is SquaredLoss;

    /// <summary>Whether the targets are brought to unit size, by standardisation or by powers of two.</summary>
    public bool ScalesTargets => Kind == TargetKind.Numbers
        && (Options.Standardization ? Options.Loss.CanStandardizeTargets : Options.Rescaling && Options.Loss is (SquaredLoss or HuberLoss or QuantileLoss));

    public NeuronPursuitBuilder Builder() => Settings.Aggregate(new NeuronPursuitBuilder(), (builder, setting) => setting(builder));

    public NeuronPursuitEstimator Estimator(int threads = 1) => Builder().WithMaxDegreeOfParallelism(threads).Build();

    public NeuronPursuitModel Fit(double[,] X, double[,] Y, double[]? weights = null, CancellationToken cancellationToken = default) =>
        Fit(Estimator(), X, Y, weights, cancellationToken);

    public NeuronPursuitModel Fit(
        NeuronPursuitEstimator estimator, double[,] X, double[,] Y, double[]? weights = null, CancellationToken cancellationToken = default) =>
        Kind == TargetKind.Labels
            ? estimator.FitClassifier(X, Labels(Y), weights, cancellationToken).Model
            : weights is null ? estimator.Fit(X, Y, cancellationToken) : estimator.Fit(X, Y, weights, cancellationToken);

    public NeuronPursuitModel FitFloats(float[,] X, float[,] Y) => Kind == TargetKind.Labels
        ? Estimator().FitClassifier(X, Labels(SinglePrecision.ToDouble(Y))).Model
        : Estimator().Fit(X, Y);

    /// <summary>The place of the largest entry of each row.</summary>
    public static int[] Labels(double[,] Y)
    {
        int[] labels = new int[Y.GetLength(0)];
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<double> values = Y.GetRowSpan(row);
            for (int k = 1; k < values.Length; k++)
            {
                labels[row] = values[k] > values[labels[row]] ? k : labels[row];
            }
        }

        return labels;
    }

    public override string ToString() => Name;
}
