namespace NeuronPursuit;

// How data are prepared and divided.
public sealed partial class NeuronPursuitBuilder
{
    /// <summary>
    /// Sets what becomes of targets before networks are trained on them; undone in predictions, intervals, formula and exports. Default None;
    /// <see cref="PursuitRecipe.Tabular"/> tries <see cref="TargetTransform.Log"/> where one tail of the targets is more than twice as long as the other,
    /// and takes it where that lowers the loss of held-out samples.
    /// </summary>
    /// <param name="transform">
    /// <see cref="TargetTransform.Log"/> for targets with a long tail on one side. Networks then see equal parts as equal errors, and errors in the
    /// history are those of the transformed targets. With <see cref="SquaredLoss"/> and held-out samples predictions are corrected to be means.
    /// Nothing is predicted far beyond the training targets. Not for classes, <see cref="PoissonLoss"/>, <see cref="LogisticLoss"/> and shards.
    /// </param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithTargetTransform(TargetTransform transform) => Override(options => options with { TargetTransform = transform });

    /// <summary>
    /// Adds a constant-1 input, the paper's explicit bias coordinate. Its weights are the last column of
    /// <see cref="NeuronPursuitModel.GetWeights"/>(0); it does not count in <see cref="NeuronPursuitModel.InputCount"/>.
    /// Default: with standardisation where the inputs need it (see <see cref="WithStandardization"/>); else, together with the
    /// mean of the target as an offset of the outputs, where that lowers the error, which <see cref="PursuitRecipe.Fast"/> and
    /// <see cref="PursuitRecipe.Sparse"/> find out by trying both (<see cref="NeuronPursuitModel.OffsetChoice"/>). Fewer than 8 rows (4 where
    /// the target lies far from zero) cannot tell, and have none.
    /// </summary>
    /// <param name="enabled">
    /// Whether to add it. True adds the input alone, and no offset is tried. False also leaves out every offset of the outputs
    /// that a fit would choose, those of classifiers included.
    /// </param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithIntercept(bool enabled = true) =>
        Override(
            options => options with { Intercept = enabled, PreparesIfNeeded = false, ChoosesOffset = false, ForbidsOffset = !enabled },
            ofOnePursuit: !enabled);

    /// <summary>
    /// Standardises every input column and every output to zero mean and unit variance over the training data, inside
    /// the model: predictions take raw inputs and come in the units of the target. A column that is constant at Fit is
    /// not used by predictions. Default: standardises and adds an intercept where a column's mean is far from zero beside its
    /// standard deviation (more than a quarter of it, and more than chance explains) or the deviations of two columns
    /// differ by more than a factor of 4, unless <see cref="WithIntercept"/> or this says otherwise.
    /// </summary>
    /// <param name="enabled">Whether to standardise.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// A row counts by its weight. Values far from all others of their column say nothing about its scale, count as at most
    /// four times as far out as the others, and are reason to standardise by default; the log names the column.
    /// <see cref="HuberLoss"/> takes median and robust deviation of the targets, <see cref="QuantileLoss"/> their quantile and that deviation.
    /// </remarks>
    public NeuronPursuitBuilder WithStandardization(bool enabled = true) =>
        Override(options => options with { Standardization = enabled, PreparesIfNeeded = false, ChoosesOffset = false });

    /// <summary>
    /// Limits standardised inputs (<see cref="WithStandardization"/>), so that an outlier at Fit or Predict counts as a
    /// value at the limit. Default no limit; without standardisation it is not used.
    /// </summary>
    /// <param name="largest">
    /// The largest magnitude of a standardised input, in standard deviations, above 0; infinity for no limit.
    /// </param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithInputClip(double largest) => Override(options => options with { InputClip = largest });

    /// <summary>
    /// Lets a column whose skewness is beyond 1 in magnitude and that has at least 8 distinct values enter twice: as it
    /// is, and as its rank in the training data, scaled to unit variance. For regression;
    /// classifiers do not use it, since ranks were measured to do them more harm than good. Default off.
    /// </summary>
    /// <param name="enabled">Whether to add ranks.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithRankView(bool enabled = true) => Override(options => options with { RankView = enabled });

    /// <summary>
    /// Says what NaN in X means. Default <see cref="MissingValues.Fail"/>: it is refused. Infinity always is.
    /// </summary>
    /// <param name="values">
    /// With <see cref="MissingValues.MeanAndIndicator"/> the mean of the training column takes the place of a missing
    /// value, and a column with missing values at Fit gets an input that tells where. A column that has none at Fit may
    /// have some at Predict: the mean, without a mark. A column that is missing throughout at Fit is never used.
    /// </param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithMissingValues(MissingValues values) => Override(options => options with { MissingValues = values });

    /// <summary>
    /// Sets how much the samples of each class count in <see cref="FitClassifier{TLabel}(double[,], TLabel[], CancellationToken)"/>.
    /// Default: every sample counts alike. Fits of numbers do not use it.
    /// </summary>
    /// <param name="weights"><see cref="ClassWeights.Balanced"/>, or weights of one's own.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithClassWeights(ClassWeights weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return Override(options => options with { ClassWeights = weights });
    }

    /// <summary>
    /// Holds a part of the samples out, which decides when to stop (<see cref="PursuitStopReason.ValidationStopped"/>)
    /// and which iteration is kept (<see cref="NeuronPursuitModel.KeptIteration"/>): the one of the lowest loss on them, which for one
    /// output is that of the lowest <see cref="PursuitIteration.ValidationError"/>. The history holds the later ones too. Default none.
    /// </summary>
    /// <param name="fraction">The part held out, below 1; 0 for none. Which samples is drawn from the seed.</param>
    /// <param name="patience">Iterations without a lower loss that end the pursuit, at least 1.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// <see cref="PursuitRecipe.Sparse"/> judges by the error, holds at least one sample out and trains on all samples again at
    /// the end.
    /// </remarks>
    public NeuronPursuitBuilder WithValidation(double fraction, int patience) =>
        OverrideOfOne(options => options with { ValidationFraction = fraction, ValidationPatience = patience });

    /// <summary>
    /// Judges by samples of the caller's own: they decide when to stop and which iteration is kept, and nothing is trained
    /// on them. Takes the place of a held-out part.
    /// </summary>
    /// <param name="X">Inputs, one sample per row, with the columns of the training data; copied.</param>
    /// <param name="y">Targets, one per row.</param>
    /// <param name="patience">Iterations without a lower loss that end the pursuit, at least 1. Default 4.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentException">There is no row, or the counts differ. Columns and values are checked by Fit.</exception>
    /// <remarks>Not for <see cref="PursuitRecipe.Sparse"/> nor for classifiers, which hold out a part themselves.</remarks>
    public NeuronPursuitBuilder WithValidation(double[,] X, double[] y, int patience = 4)
    {
        ArgumentNullException.ThrowIfNull(y);
        return WithValidation(X, ColumnMatrix.Of(y), nameof(y), patience);
    }

    /// <inheritdoc cref="WithValidation(double[,], double[], int)"/>
    /// <param name="X">Inputs, one sample per row, with the columns of the training data; copied.</param>
    /// <param name="Y">Targets, one row per row of X.</param>
    /// <param name="patience">Iterations without a lower loss that end the pursuit, at least 1. Default 4.</param>
    public NeuronPursuitBuilder WithValidation(double[,] X, double[,] Y, int patience = 4)
    {
        ArgumentNullException.ThrowIfNull(Y);
        return WithValidation(X, Y, nameof(Y), patience);
    }

    private NeuronPursuitBuilder WithValidation(double[,] X, double[,] Y, string targetName, int patience)
    {
        ArgumentNullException.ThrowIfNull(X);
        if (X.GetLength(0) != Y.GetLength(0) || X.GetLength(0) == 0)
        {
            throw new ArgumentException(
                $"The validation set has {X.GetLength(0)} rows of X and {Y.GetLength(0)} targets. Pass one target per row, and at least one row.", targetName);
        }

        Run(_run with { Validation = new ValidationSet((double[,])X.Clone(), (double[,])Y.Clone()) });
        return OverrideOfOne(options => options with { ValidationPatience = patience });
    }
}
