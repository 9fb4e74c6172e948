using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

// Classifiers of folds.
public sealed partial class NeuronPursuitEstimator
{
    /// <summary>Fits a classifier on every fold's other rows and lets it name its own.</summary>
    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="X">Inputs, n x d: one sample per row.</param>
    /// <param name="labels">The classes, one per row of <paramref name="X"/>.</param>
    /// <param name="folds">From 2 to n. Default 5. Every class is spread over the folds as evenly as it goes.</param>
    /// <param name="cancellationToken">Ends all folds by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>The folds' classifiers, and the labels and probabilities that they give to rows they have not seen.</returns>
    /// <inheritdoc cref="CrossValidate(double[,], double[], int, CancellationToken)" path="/remarks"/>
    /// <exception cref="ArgumentException">A shape is wrong, a value not finite, or the number of folds out of range.</exception>
    /// <exception cref="PursuitCanceledException">Cancelled; carries no model, since each fold has its own.</exception>
    public ClassifierCrossValidation<TLabel> CrossValidateClassifier<TLabel>(
        double[,] X, TLabel[] labels, int folds = 5, CancellationToken cancellationToken = default)
        where TLabel : notnull => CrossValidateClassifier(X, labels, new RandomFolds(folds), null, cancellationToken);

    /// <summary>Cross-validates a classifier with rows dealt out at random, by groups or in order of time, and with rows that count differently.</summary>
    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="X">Inputs, n x d: one sample per row.</param>
    /// <param name="labels">The classes, one per row of <paramref name="X"/>.</param>
    /// <param name="folds">
    /// How rows are dealt out: <see cref="Folds.Random"/> (stratified), <see cref="Folds.ByGroup"/> (stratified as far as groups allow),
    /// <see cref="Folds.InTimeOrder(int)"/>.
    /// </param>
    /// <param name="sampleWeights">
    /// One weight per row of <paramref name="X"/>, finite and at least 0, for training (multiplied by those of
    /// <see cref="NeuronPursuitBuilder.WithClassWeights"/>) and metrics. Only ratios count; a row of weight 0 is no row. Null for none.
    /// </param>
    /// <param name="cancellationToken">Ends all folds by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>The folds' classifiers, and the labels and probabilities that they give to rows they have not seen.</returns>
    /// <inheritdoc cref="CrossValidate(double[,], double[], Folds, double[], CancellationToken)" path="/remarks"/>
    /// <exception cref="ArgumentException">
    /// A shape is wrong, a value not finite, a weight not allowed, the folds do not fit the rows, or a fold is trained on one class only.
    /// </exception>
    /// <exception cref="PursuitCanceledException">Cancelled; carries no model, since each fold has its own.</exception>
    public ClassifierCrossValidation<TLabel> CrossValidateClassifier<TLabel>(
        double[,] X, TLabel[] labels, Folds folds, double[]? sampleWeights = null, CancellationToken cancellationToken = default)
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(folds);
        RequireTargets(X, labels.Length, nameof(labels));
        int[]? counting = FoldPlan.Counting(sampleWeights, X.GetLength(0));
        var data = ClassifierData<TLabel>.Of(labels, labels.Length, sampleWeights, null);
        (double[,] inputs, TLabel[] own) = (X, labels);
        if (counting is not null)
        {
            (inputs, own) = (MatrixParts.Rows<double>(X, counting), Array.ConvertAll(counting, row => labels[row]));
            data = ClassifierData<TLabel>.Of(own, own.Length, null, null);
        }

        TLabel[] classes = data.Labels;
        FoldPlan plan = Plan(X, folds, counting, data.ClassOfRow, sampleWeights);
        RequireClasses(plan.Folds, data, nameof(labels));
        var results = new ClassifierFold<TLabel>[plan.Folds.Length];
        double[,] probabilities = new double[plan.JudgedRows.Count, classes.Length];
        NeuronPursuitEstimator fitting = ForClasses();
        var fits = new FoldFits<NeuronPursuitClassifier<TLabel>>(
            () => SampleReader.Check<double>(X, nameof(X), cancellationToken, _options.MissingValues != MissingValues.Fail),
            (estimator, training) => estimator.FitClassifier(
                MatrixParts.Rows<double>(inputs, training), LabelsAt(training), plan.WeightsAt(training), cancellationToken),
            () => PartData.Write<double>(inputs, data.Targets(1.0), null),
            PartOf);
        RunFolds(plan.Folds, fits, (fold, rows, classifier) =>
        {
            double[,] held = Spread(classifier, MatrixParts.Rows<double>(inputs, rows.Test));
            for (int i = 0; i < rows.Test.Length; i++)
            {
                held.GetRowSpan(i).CopyTo(probabilities.GetRowSpan(plan.ResultAt(rows.Test[i])));
            }

            results[fold] = new ClassifierFold<TLabel>(
                Array.AsReadOnly(plan.RowsAt(rows.Training)),
                Array.AsReadOnly(plan.RowsAt(rows.Test)),
                classifier,
                ClassificationErrors.Of(held, Array.ConvertAll(rows.Test, place => data.ClassOfRow[place]), plan.WeightsAt(rows.Test)));
        }, cancellationToken);
        TLabel[] judged = [.. plan.JudgedRows.Select(row => labels[row])];
        return new ClassifierCrossValidation<TLabel>(
            Array.AsReadOnly(results),
            plan.JudgedRows,
            plan.UnjudgedRows,
            Array.AsReadOnly(classes),
            Array.AsReadOnly([.. Enumerable.Range(0, judged.Length).Select(row => classes[ClassificationErrors.Largest(probabilities, row)])]),
            probabilities,
            ClassificationErrors.OfLabels(probabilities, judged, classes, plan.JudgedWeights));

        TLabel[] LabelsAt(int[] places) => Array.ConvertAll(places, place => own[place]);

        // A fold has the classes and the weights of its own rows.
        (PursuitPart Part, Func<NeuronPursuitModel, NeuronPursuitClassifier<TLabel>> Read) PartOf(int[] training)
        {
            var fold = ClassifierData<TLabel>.Of(LabelsAt(training), training.Length, plan.WeightsAt(training), _options.ClassWeights);
            var part = new PursuitPart(fitting._options)
            {
                Rows = training,
                Outputs = [.. fold.Labels.Select(label => Array.IndexOf(classes, label))],
                Weights = fold.Weights ?? [],
            };
            return (part, model => new NeuronPursuitClassifier<TLabel>(model, fold.Labels));
        }

        // A label that the fold has not seen has no probability.
        double[,] Spread(NeuronPursuitClassifier<TLabel> classifier, double[,] rows)
        {
            double[,] known = classifier.PredictProbabilities(rows);
            double[,] all = new double[rows.GetLength(0), classes.Length];
            for (int k = 0; k < classifier.Labels.Count; k++)
            {
                int column = Array.IndexOf(classes, classifier.Labels[k]);
                for (int row = 0; row < rows.GetLength(0); row++)
                {
                    all[row, column] = known[row, k];
                }
            }

            return all;
        }
    }

    /// <summary>Refuses a fold that is trained on one class only, before anything runs.</summary>
    private static void RequireClasses<TLabel>(FoldRows[] folds, ClassifierData<TLabel> data, string name)
        where TLabel : notnull
    {
        for (int fold = 0; fold < folds.Length; fold++)
        {
            int[] training = folds[fold].Training;
            if (Array.TrueForAll(training, place => data.ClassOfRow[place] == data.ClassOfRow[training[0]]))
            {
                throw new ArgumentException(
                    $"{name} holds one class only, '{data.Labels[data.ClassOfRow[training[0]]]}', in the {training.Length} rows that fold {fold + 1} of {folds.Length} is trained on, which leaves nothing to tell apart. Use fewer folds, or deal the rows out otherwise.",
                    name);
            }
        }
    }
}
