using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

// Fits of folds, each judged by rows that it has not seen.
public sealed partial class NeuronPursuitEstimator
{
    // Far from the coordinates of iterations, splits, pursuits and members.
    private const ulong FoldCoordinate = 6_000_000;

    /// <summary>Fits every fold's other rows and predicts its own: how well a fit does on rows that it has not seen.</summary>
    /// <param name="X">Inputs, n x d: one sample per row.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>.</param>
    /// <param name="folds">From 2 to n. Default 5.</param>
    /// <param name="cancellationToken">Ends all folds by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>The folds' models and metrics, and the predictions for all rows.</returns>
    /// <remarks>
    /// <para>Which row is in which fold is drawn from the seed; the sizes differ by one at most. Folds run in parallel,
    /// one after the other where somebody watches (<see cref="NeuronPursuitBuilder.WithProgress"/>,
    /// <see cref="NeuronPursuitBuilder.WithStopWhen"/>); the result does not depend on it.</para>
    /// <para>With <see cref="NeuronPursuitBuilder.WithCheckpoints"/> every fold has a directory of its own below the given
    /// one, and the same call resumes.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">A shape is wrong, a value not finite, or the number of folds out of range.</exception>
    /// <exception cref="PursuitCanceledException">Cancelled; carries no model, since each fold has its own.</exception>
    public CrossValidation CrossValidate(
        double[,] X, double[] y, int folds = 5, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(y);
        double[,] column = new double[y.Length, 1];
        y.CopyTo(column.AsSpan());
        return CrossValidate(X, column, folds, cancellationToken);
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
        if (_options.Loss is LogisticLoss or CrossEntropyLoss)
        {
            throw new ArgumentException(
                $"The loss is {_options.Loss}, whose outputs are no predictions of Y but logits. Use CrossValidateClassifier, or a loss of regression.");
        }

        int[] order = Shuffle(X, Y.GetLength(0), "Y", folds);
        var results = new CrossValidationFold[folds];
        double[,] predictions = new double[Y.GetLength(0), Y.GetLength(1)];
        RunFolds(order, folds, (fold, training, test, estimator) =>
        {
            NeuronPursuitModel model = estimator.Fit(Rows(X, training), Rows(Y, training), cancellationToken);
            double[,] predicted = model.PredictAll(Rows(X, test));
            for (int i = 0; i < test.Length; i++)
            {
                predicted.GetRowSpan(i).CopyTo(predictions.GetRowSpan(test[i]));
            }

            results[fold] = new CrossValidationFold(
                Array.AsReadOnly(test), model, RegressionMetrics.Of(predicted, Rows(Y, test)));
        }, cancellationToken);
        return new CrossValidation(Array.AsReadOnly(results), predictions, RegressionMetrics.Of(predictions, Y));
    }

    /// <summary>Fits a classifier on every fold's other rows and lets it name its own.</summary>
    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="X">Inputs, n x d: one sample per row.</param>
    /// <param name="labels">The classes, one per row of <paramref name="X"/>.</param>
    /// <param name="folds">From 2 to n. Default 5. Every class is spread over the folds as evenly as it goes.</param>
    /// <param name="cancellationToken">Ends all folds by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>The folds' classifiers, and the labels that they give to rows they have not seen.</returns>
    /// <inheritdoc cref="CrossValidate(double[,], double[], int, CancellationToken)" path="/remarks"/>
    /// <exception cref="ArgumentException">A shape is wrong, a value not finite, or the number of folds out of range.</exception>
    /// <exception cref="PursuitCanceledException">Cancelled; carries no model, since each fold has its own.</exception>
    public ClassifierCrossValidation<TLabel> CrossValidateClassifier<TLabel>(
        double[,] X, TLabel[] labels, int folds = 5, CancellationToken cancellationToken = default)
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(labels);
        int[] shuffled = Shuffle(X, labels.Length, "labels", folds);
        TLabel[] classes = ClassifierData<TLabel>.Of(labels, labels.Length, null, null).Labels;

        // One class after the other, each in a random order: dealt out in turn they are spread evenly.
        int[] order = [.. shuffled.OrderBy(row => Array.IndexOf(classes, labels[row]))];
        var results = new ClassifierFold<TLabel>[folds];
        var predictions = new TLabel[labels.Length];
        double[] logLosses = new double[labels.Length];
        RunFolds(order, folds, (fold, training, test, estimator) =>
        {
            NeuronPursuitClassifier<TLabel> classifier =
                estimator.FitClassifier(Rows(X, training), [.. training.Select(row => labels[row])], cancellationToken);
            double[,] probabilities = classifier.PredictProbabilities(Rows(X, test));
            TLabel[] predicted = classifier.Predict(Rows(X, test));
            int right = 0;
            for (int i = 0; i < test.Length; i++)
            {
                TLabel label = labels[test[i]];
                predictions[test[i]] = predicted[i];
                right += EqualityComparer<TLabel>.Default.Equals(predicted[i], label) ? 1 : 0;
                int place = classifier.Labels.ToList().IndexOf(label);
                logLosses[test[i]] = -Math.Log(Math.Max(place < 0 ? 0 : probabilities[i, place], double.BitIncrement(1) - 1));
            }

            results[fold] = new ClassifierFold<TLabel>(Array.AsReadOnly(test), classifier, (double)right / test.Length);
        }, cancellationToken);
        double accuracy = results.Sum(fold => fold.Accuracy * fold.TestRows.Count) / labels.Length;
        return new ClassifierCrossValidation<TLabel>(
            Array.AsReadOnly(results), Array.AsReadOnly(predictions), accuracy, logLosses.Average());
    }

    private int[] Shuffle(double[,] X, int targets, string targetName, int folds)
    {
        ArgumentNullException.ThrowIfNull(X);
        int rows = X.GetLength(0);
        if (targets != rows)
        {
            throw new ArgumentException(
                $"{targetName} has {targets} rows but X has {rows}. Pass one target per row of X.", targetName);
        }

        if (folds < 2 || folds > rows)
        {
            throw new ArgumentOutOfRangeException(
                nameof(folds), folds, $"There must be at least 2 folds and at most one per row ({rows}).");
        }

        return HoldOut.Shuffled(rows, RandomStream.Derive(_options.Seed, FoldCoordinate));
    }

    private void RunFolds(
        int[] order, int folds, Action<int, int[], int[], NeuronPursuitEstimator> run, CancellationToken cancellationToken)
    {
        bool watched = _run.StopWhen is not null || _run.Progress is not null;
        int parallel = watched ? 1 : Math.Min(folds, _run.Threads);
        try
        {
            IndependentJobs.Run(folds, parallel, RunFold, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new PursuitCanceledException(null, cancellationToken);
        }

        void RunFold(int fold)
        {
            int[] test = [.. order.Where((_, place) => place % folds == fold).Order()];
            int[] training = [.. order.Where((_, place) => place % folds != fold).Order()];
            RunSettings own = _run with
            {
                Threads = Math.Max(1, _run.Threads / parallel),
                CheckpointDirectory = _run.CheckpointDirectory is { } directory
                    ? Path.Combine(directory, FormattableString.Invariant($"fold-{fold + 1}-of-{folds}"))
                    : null,
            };
            run(fold, training, test, new NeuronPursuitEstimator(_options, own));
        }
    }

    private static double[,] Rows(double[,] matrix, int[] rows)
    {
        double[,] selected = new double[rows.Length, matrix.GetLength(1)];
        for (int i = 0; i < rows.Length; i++)
        {
            matrix.GetRowSpan(rows[i]).CopyTo(selected.GetRowSpan(i));
        }

        return selected;
    }
}
