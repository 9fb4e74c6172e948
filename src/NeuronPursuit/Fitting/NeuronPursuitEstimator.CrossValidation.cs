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
        return CrossValidate(X, ColumnMatrix.Of(y), nameof(y), folds, cancellationToken);
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
        return CrossValidate(X, Y, nameof(Y), folds, cancellationToken);
    }

    private CrossValidation CrossValidate(
        double[,] X, double[,] Y, string targetName, int folds, CancellationToken cancellationToken)
    {
        if (_options.Loss is LogisticLoss or CrossEntropyLoss)
        {
            throw new ArgumentException(
                $"The loss is {_options.Loss}, whose outputs are no predictions of Y but logits. Use CrossValidateClassifier, or a loss of regression.");
        }

        int[] order = CheckedOrder(X, Y.GetLength(0), targetName, folds);
        var results = new CrossValidationFold[folds];
        double[,] predictions = new double[Y.GetLength(0), Y.GetLength(1)];
        var fits = new FoldFits<NeuronPursuitModel>(
            () =>
            {
                SampleReader.Check<double>(X, nameof(X), cancellationToken, _options.MissingValues != MissingValues.Fail);
                SampleReader.Check<double>(Y, targetName, cancellationToken);
                TargetChecks.Check<double>(_options.Loss, Y, targetName, cancellationToken);
            },
            (estimator, training) => estimator.Fit(MatrixParts.Rows<double>(X, training), MatrixParts.Rows<double>(Y, training), cancellationToken),
            () => PartData.Write<double>(X, Y, _run.Validation),
            training => (new PursuitPart(_options) { Rows = training }, model => model));
        RunFolds(order, folds, fits, (fold, test, model) =>
        {
            double[,] predicted = model.PredictAll(MatrixParts.Rows<double>(X, test));
            for (int i = 0; i < test.Length; i++)
            {
                predicted.GetRowSpan(i).CopyTo(predictions.GetRowSpan(test[i]));
            }

            results[fold] = new CrossValidationFold(
                Array.AsReadOnly(test), model, RegressionErrors.Of(predicted, MatrixParts.Rows<double>(Y, test)));
        }, cancellationToken);
        return new CrossValidation(Array.AsReadOnly(results), predictions, RegressionErrors.Of(predictions, Y));
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
        int[] shuffled = CheckedOrder(X, labels.Length, nameof(labels), folds);
        var data = ClassifierData<TLabel>.Of(labels, labels.Length, null, null);
        TLabel[] classes = data.Labels;

        // One class after the other, each in a random order: dealt out in turn they are spread evenly.
        int[] order = [.. shuffled.OrderBy(row => Array.IndexOf(classes, labels[row]))];
        var results = new ClassifierFold<TLabel>[folds];
        var predictions = new TLabel[labels.Length];
        double[] logLosses = new double[labels.Length];
        NeuronPursuitEstimator own = ForClasses();
        var fits = new FoldFits<NeuronPursuitClassifier<TLabel>>(
            () => SampleReader.Check<double>(X, nameof(X), cancellationToken, _options.MissingValues != MissingValues.Fail),
            (estimator, training) => estimator.FitClassifier(MatrixParts.Rows<double>(X, training), LabelsOf(training), cancellationToken),
            () => PartData.Write<double>(X, data.Targets(1.0), null),
            PartOf);
        RunFolds(order, folds, fits, (fold, test, classifier) =>
        {
            double[,] probabilities = classifier.PredictProbabilities(MatrixParts.Rows<double>(X, test));
            TLabel[] predicted = classifier.Predict(MatrixParts.Rows<double>(X, test));
            List<TLabel> known = [.. classifier.Labels];
            int right = 0;
            for (int i = 0; i < test.Length; i++)
            {
                TLabel label = labels[test[i]];
                predictions[test[i]] = predicted[i];
                right += EqualityComparer<TLabel>.Default.Equals(predicted[i], label) ? 1 : 0;
                int place = known.IndexOf(label);
                logLosses[test[i]] = -PortableMath.Log(Math.Max(place < 0 ? 0 : probabilities[i, place], double.BitIncrement(1) - 1));
            }

            results[fold] = new ClassifierFold<TLabel>(Array.AsReadOnly(test), classifier, (double)right / test.Length);
        }, cancellationToken);
        double accuracy = results.Sum(fold => fold.Accuracy * fold.TestRows.Count) / labels.Length;
        return new ClassifierCrossValidation<TLabel>(
            Array.AsReadOnly(results), Array.AsReadOnly(predictions), accuracy, logLosses.Average());

        TLabel[] LabelsOf(int[] rows) => [.. rows.Select(row => labels[row])];

        // A fold has the classes and the weights of its own rows.
        (PursuitPart Part, Func<NeuronPursuitModel, NeuronPursuitClassifier<TLabel>> Read) PartOf(int[] training)
        {
            var fold = ClassifierData<TLabel>.Of(LabelsOf(training), training.Length, null, _options.ClassWeights);
            var part = new PursuitPart(own._options)
            {
                Rows = training,
                Outputs = [.. fold.Labels.Select(label => Array.IndexOf(classes, label))],
                Weights = fold.Weights ?? [],
            };
            return (part, model => new NeuronPursuitClassifier<TLabel>(model, fold.Labels));
        }
    }

    /// <summary>Checks the shapes and gives the rows in the order in which they are dealt out to the folds.</summary>
    private int[] CheckedOrder(double[,] X, int targets, string targetName, int folds)
    {
        ArgumentNullException.ThrowIfNull(X);
        int rows = X.GetLength(0);
        if (targets != rows)
        {
            throw new ArgumentException(
                $"{targetName} has {targets} {(targetName == "Y" ? "rows" : "values")} but X has {rows} rows. Pass one target per row of X.", targetName);
        }

        if (folds < 2 || folds > rows)
        {
            throw new ArgumentOutOfRangeException(
                nameof(folds), folds, $"There must be at least 2 folds and at most one per row ({rows}).");
        }

        PackedSize.Require(rows - (rows / folds), X.GetLength(1), X.GetLength(1), 1, "Of all rows a fold is fitted to so many. Use fewer rows.");
        return HoldOut.Shuffled(rows, RandomStream.Derive(_options.Seed, SeedCoordinates.Folds));
    }

    private void RunFolds<TFitted>(
        int[] order, int folds, FoldFits<TFitted> fits, Action<int, int[], TFitted> judge, CancellationToken cancellationToken)
    {
        bool watched = _run.StopWhen is not null || _run.Progress is not null || _run.Shares is not null;
        int parallel = watched ? 1 : Math.Min(folds, _run.Threads);
        FoldProgress? progress = _run.Shares is { } observer ? new FoldProgress(observer, folds) : null;
        try
        {
            fits.Check();
            if (_run.Executor is { } executor)
            {
                RunFoldsElsewhere(executor);
            }
            else
            {
                IndependentJobs.Run(folds, parallel, RunFold, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new PursuitCanceledException(null, cancellationToken);
        }

        void RunFold(int fold)
        {
            RunSettings own = _run with
            {
                Threads = Math.Max(1, _run.Threads / parallel),
                Shares = progress?.Of(fold),
                Checkpoints = _run.Checkpoints is { } checkpoints
                    ? checkpoints with { Directory = Path.Combine(checkpoints.Directory, FormattableString.Invariant($"fold-{fold + 1}-of-{folds}")) }
                    : null,
            };
            judge(fold, Test(fold), fits.Here(new NeuronPursuitEstimator(_options, own), Training(fold)));
        }

        void RunFoldsElsewhere(IPursuitExecutor executor)
        {
            RequireSupport(keepsCheckpoints: false);
            (PursuitPart Part, Func<NeuronPursuitModel, TFitted> Read)[] parts =
                [.. Enumerable.Range(0, folds).Select(fold => fits.Elsewhere(Training(fold)))];
            int finished = 0;
            var reports = new ProgressReports(_run.Shares);
            new ExecutedParts(executor, fits.Data()).Fit(
                [.. parts.Select(part => part.Part)],
                (fold, model) =>
                {
                    var place = new PursuitPlace(PursuitPhase.Pursuit, 1, 1, (double)++finished / folds) { Fold = fold + 1, Folds = folds };
                    Report(model.History, place, reports);
                    judge(fold, Test(fold), parts[fold].Read(model));
                },
                cancellationToken);
            reports.Finish();
        }

        int[] Test(int fold) => [.. order.Where((_, place) => place % folds == fold).Order()];

        int[] Training(int fold) => [.. order.Where((_, place) => place % folds != fold).Order()];
    }

    /// <summary>How the folds of a kind of cross-validation are fitted.</summary>
    /// <param name="Check">Refuses what a fold would, by the caller's names and rows, before anything runs.</param>
    /// <param name="Here">In this process: settings, and the rows that are trained on.</param>
    /// <param name="Data">What folds that run elsewhere have in common.</param>
    /// <param name="Elsewhere">The part of a fold by the rows that are trained on, and what becomes of its model.</param>
    private sealed record FoldFits<TFitted>(
        Action Check,
        Func<NeuronPursuitEstimator, int[], TFitted> Here,
        Func<byte[]> Data,
        Func<int[], (PursuitPart Part, Func<NeuronPursuitModel, TFitted> Read)> Elsewhere);
}
