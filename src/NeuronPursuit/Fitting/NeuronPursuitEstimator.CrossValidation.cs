using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

// Fits of folds, each judged by rows that it has not seen.
public sealed partial class NeuronPursuitEstimator
{
    /// <summary>Fits every fold's other rows and predicts its own: how well a fit does on rows that it has not seen.</summary>
    /// <param name="X">Inputs, n x d: one sample per row.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>.</param>
    /// <param name="folds">From 2 to n. Default 5.</param>
    /// <param name="cancellationToken">Ends all folds by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>The folds' models and metrics, and the predictions for all rows.</returns>
    /// <remarks>
    /// <para>Which row is in which fold is drawn from the seed; the sizes differ by one at most. Folds run in parallel,
    /// one after the other where somebody watches (<see cref="NeuronPursuitBuilder.WithProgress(IProgress{PursuitProgress})"/>,
    /// <see cref="NeuronPursuitBuilder.WithStopWhen"/>); the result does not depend on it.</para>
    /// <para>With <see cref="NeuronPursuitBuilder.WithCheckpoints(string)"/> every fold has a directory of its own below the given
    /// one, and the same call resumes.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">A shape is wrong, a value not finite, or the number of folds out of range.</exception>
    /// <exception cref="PursuitCanceledException">Cancelled; carries no model, since each fold has its own.</exception>
    public CrossValidation CrossValidate(
        double[,] X, double[] y, int folds = 5, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(y);
        return CrossValidate(X, ColumnMatrix.Of(y), nameof(y), new RandomFolds(folds), null, cancellationToken);
    }

    /// <inheritdoc cref="CrossValidate(double[,], double[], int, CancellationToken)"/>
    /// <param name="X">Inputs, n x d: one sample per row.</param>
    /// <param name="Y">Targets, n x m: one row per row of <paramref name="X"/>.</param>
    /// <param name="folds">From 2 to n. Default 5.</param>
    /// <param name="cancellationToken">Ends all folds by a <see cref="PursuitCanceledException"/>.</param>
    public CrossValidation CrossValidate(
        double[,] X, double[,] Y, int folds = 5, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(Y);
        return CrossValidate(X, Y, nameof(Y), new RandomFolds(folds), null, cancellationToken);
    }

    /// <summary>Cross-validates with rows dealt out at random, by groups or in order of time, and with rows that count differently.</summary>
    /// <param name="X">Inputs, n x d: one sample per row.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>.</param>
    /// <param name="folds">How rows are dealt out: <see cref="Folds.Random"/>, <see cref="Folds.ByGroup"/>, <see cref="Folds.InTimeOrder(int)"/>.</param>
    /// <param name="sampleWeights">
    /// One weight per row of <paramref name="X"/>, finite and at least 0, for training and metrics. Only ratios count; a row of weight 0
    /// is no row. Null for none.
    /// </param>
    /// <param name="cancellationToken">Ends all folds by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>The folds' models and metrics, and the predictions for all rows that have judged.</returns>
    /// <remarks>
    /// <para>Folds run in parallel, one after the other where somebody watches
    /// (<see cref="NeuronPursuitBuilder.WithProgress(IProgress{PursuitProgress})"/>,
    /// <see cref="NeuronPursuitBuilder.WithStopWhen"/>); the result does not depend on it.</para>
    /// <para>With <see cref="NeuronPursuitBuilder.WithCheckpoints(string)"/> every fold has a directory of its own below the given
    /// one, and the same call resumes.</para>
    /// <para>Within a fold, what <see cref="NeuronPursuitBuilder.WithValidation(double, int)"/> and
    /// <see cref="NeuronPursuitBuilder.WithEnsemble"/> hold out of its training rows is drawn at random, whatever the folds are.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">A shape is wrong, a value not finite, a weight not allowed, or the folds do not fit the rows.</exception>
    /// <exception cref="PursuitCanceledException">Cancelled; carries no model, since each fold has its own.</exception>
    public CrossValidation CrossValidate(
        double[,] X, double[] y, Folds folds, double[]? sampleWeights = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(y);
        return CrossValidate(X, ColumnMatrix.Of(y), nameof(y), folds, sampleWeights, cancellationToken);
    }

    /// <inheritdoc cref="CrossValidate(double[,], double[], Folds, double[], CancellationToken)"/>
    /// <param name="X">Inputs, n x d: one sample per row.</param>
    /// <param name="Y">Targets, n x m: one row per row of <paramref name="X"/>.</param>
    /// <param name="folds">How rows are dealt out, as in the overload with one output.</param>
    /// <param name="sampleWeights">One weight per row, as in the overload with one output. Null for none.</param>
    /// <param name="cancellationToken">Ends all folds by a <see cref="PursuitCanceledException"/>.</param>
    public CrossValidation CrossValidate(
        double[,] X, double[,] Y, Folds folds, double[]? sampleWeights = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(Y);
        return CrossValidate(X, Y, nameof(Y), folds, sampleWeights, cancellationToken);
    }

    private CrossValidation CrossValidate(
        double[,] X, double[,] Y, string targetName, Folds folds, double[]? sampleWeights, CancellationToken cancellationToken)
    {
        if (_options.Loss is LogisticLoss or CrossEntropyLoss)
        {
            throw new ArgumentException(
                $"The loss is {_options.Loss}, whose outputs are no predictions of Y but logits. Use CrossValidateClassifier, or a loss of regression.");
        }

        ArgumentNullException.ThrowIfNull(folds);
        RequireTargets(X, Y.GetLength(0), targetName);
        int[]? counting = FoldPlan.Counting(sampleWeights, X.GetLength(0));
        FoldPlan plan = Plan(X, folds, counting, null, sampleWeights);
        double[,] inputs = counting is null ? X : MatrixParts.Rows<double>(X, counting);
        double[,] targets = counting is null ? Y : MatrixParts.Rows<double>(Y, counting);
        var results = new CrossValidationFold[plan.Folds.Length];
        double[,] predictions = new double[plan.JudgedRows.Count, Y.GetLength(1)];
        var fits = new FoldFits<NeuronPursuitModel>(
            () =>
            {
                SampleReader.Check<double>(X, nameof(X), cancellationToken, _options.MissingValues != MissingValues.Fail);
                SampleReader.Check<double>(Y, targetName, cancellationToken);
                TargetChecks.Check<double>(_options.Loss, Y, targetName, cancellationToken);
            },
            (estimator, training) =>
            {
                (double[,] own, double[,] ownTargets) = (MatrixParts.Rows<double>(inputs, training), MatrixParts.Rows<double>(targets, training));
                return plan.WeightsAt(training) is { } weights
                    ? estimator.Fit(own, ownTargets, weights, cancellationToken)
                    : estimator.Fit(own, ownTargets, cancellationToken);
            },
            () => PartData.Write<double>(inputs, targets, _run.Validation),
            training => (new PursuitPart(_options) { Rows = training, Weights = plan.WeightsAt(training) ?? [] }, model => model));
        RunFolds(plan.Folds, fits, (fold, rows, model) =>
        {
            double[,] predicted = model.PredictAll(MatrixParts.Rows<double>(inputs, rows.Test));
            for (int i = 0; i < rows.Test.Length; i++)
            {
                predicted.GetRowSpan(i).CopyTo(predictions.GetRowSpan(plan.ResultAt(rows.Test[i])));
            }

            results[fold] = new CrossValidationFold(
                Array.AsReadOnly(plan.RowsAt(rows.Training)),
                Array.AsReadOnly(plan.RowsAt(rows.Test)),
                model,
                RegressionErrors.Of(predicted, MatrixParts.Rows<double>(targets, rows.Test), plan.WeightsAt(rows.Test)));
        }, cancellationToken);
        return new CrossValidation(
            Array.AsReadOnly(results),
            plan.JudgedRows,
            plan.UnjudgedRows,
            predictions,
            RegressionErrors.Of(predictions, MatrixParts.Rows<double>(Y, [.. plan.JudgedRows]), plan.JudgedWeights));
    }
}
