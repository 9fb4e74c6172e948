using System.Globalization;

namespace NeuronPursuit;

/// <summary>Data that come with a model: whether they fit it, and in the shape that is needed.</summary>
internal static class DataChecks
{
    public static void RequireInputs(NeuronPursuitModel model, double[,] X)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(X);
        if (X.GetLength(1) != model.InputCount || X.GetLength(0) == 0)
        {
            throw new ArgumentException(
                $"X is {X.GetLength(0)} x {X.GetLength(1)}, but the model takes {model.InputCount} columns. Pass at least one row with the columns of the training data in the same order.", nameof(X));
        }
    }

    public static void RequireTargets(NeuronPursuitModel model, double[,] X, double[,] Y)
    {
        RequireInputs(model, X);
        ArgumentNullException.ThrowIfNull(Y);
        if (Y.GetLength(0) != X.GetLength(0) || Y.GetLength(1) != model.OutputCount)
        {
            throw new ArgumentException(
                $"Y is {Y.GetLength(0)} x {Y.GetLength(1)}, but X has {X.GetLength(0)} rows and the model {model.OutputCount} {(model.OutputCount == 1 ? "output" : "outputs")}. Pass one row of targets per row of X.", nameof(Y));
        }

        for (int row = 0; row < Y.GetLength(0); row++)
        {
            for (int output = 0; output < Y.GetLength(1); output++)
            {
                if (!double.IsFinite(Y[row, output]))
                {
                    throw new ArgumentException(
                        $"Y has {Y[row, output]} in row {row}, column {output} (counted from 0). Targets must be finite.", nameof(Y));
                }
            }
        }
    }

    /// <summary>The targets of a model with one output as a matrix. Checked, so that errors speak of y.</summary>
    public static double[,] AsColumn(NeuronPursuitModel model, double[,] X, double[] y)
    {
        RequireInputs(model, X);
        ArgumentNullException.ThrowIfNull(y);
        if (y.Length != X.GetLength(0) || model.OutputCount != 1)
        {
            throw new ArgumentException(
                $"y has {y.Length} values, but X has {X.GetLength(0)} rows and the model {model.OutputCount} {(model.OutputCount == 1 ? "output" : "outputs")}. Pass one value per row of X, or a matrix for several outputs.", nameof(y));
        }

        int wrong = Array.FindIndex(y, value => !double.IsFinite(value));
        if (wrong >= 0)
        {
            throw new ArgumentException($"y has {y[wrong]} in row {wrong} (counted from 0). Targets must be finite.", nameof(y));
        }

        double[,] column = new double[y.Length, 1];
        for (int row = 0; row < y.Length; row++)
        {
            column[row, 0] = y[row];
        }

        return column;
    }

    /// <summary>A column per class, 1 where a row belongs to it and else 0.</summary>
    public static double[,] OneHot<TLabel>(NeuronPursuitClassifier<TLabel> classifier, double[,] X, TLabel[] labels)
        where TLabel : notnull
    {
        RequireInputs(classifier.Model, X);
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Length != X.GetLength(0))
        {
            throw new ArgumentException($"There are {labels.Length} labels, but X has {X.GetLength(0)} rows. Pass one label per row.", nameof(labels));
        }

        var places = classifier.Labels.Select((label, place) => (label, place)).ToDictionary(pair => pair.label, pair => pair.place);
        double[,] Y = new double[labels.Length, places.Count];
        for (int row = 0; row < labels.Length; row++)
        {
            if (labels[row] is not { } label || !places.TryGetValue(label, out int place))
            {
                throw new ArgumentException(
                    $"Row {row} (counted from 0) has the label '{labels[row]}', which the classifier was not trained on. Its labels are {string.Join(", ", classifier.Labels.Take(20))}.", nameof(labels));
            }

            Y[row, place] = 1;
        }

        return Y;
    }

    public static IReadOnlyList<string> LabelNames<TLabel>(NeuronPursuitClassifier<TLabel> classifier)
        where TLabel : notnull =>
        [.. classifier.Labels.Select(label => Convert.ToString(label, CultureInfo.InvariantCulture))
            .Select((text, place) => string.IsNullOrWhiteSpace(text) ? string.Create(CultureInfo.InvariantCulture, $"(blank, class {place + 1})") : text)];
}
