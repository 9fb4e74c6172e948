using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>Importances of input columns by shuffling them: of any model, on any data.</summary>
public static class PermutationImportanceExtensions
{
    /// <summary>
    /// The increase of the root mean squared error (over rows and outputs, in the units of the predictions) when one column
    /// of X is shuffled: its value, rank and mark of a missing value go together.
    /// </summary>
    /// <param name="model">The model, of any number of networks.</param>
    /// <param name="X">
    /// Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>: best data that the model was not trained on. Not modified.
    /// </param>
    /// <param name="Y">Targets, n x <see cref="NeuronPursuitModel.OutputCount"/>.</param>
    /// <param name="repeats">Shuffles of each column, at least 1. Default 10.</param>
    /// <param name="seed">Decides the shuffles. Default 0.</param>
    /// <param name="threads">Columns at a time, at least 1; no value depends on it, and each needs a copy of the predictions. Default 1.</param>
    /// <param name="columnNames">Names of the columns of X, for <see cref="PermutationImportance.Name"/>; null for x1, x2 ...</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <returns>One entry per column of X, in their order.</returns>
    /// <remarks>
    /// Two columns that say the same share their importance: shuffling one leaves the other. Sensitivities of the model are
    /// measured, not causes. The time grows with the number of columns that a weight other than zero reads; the importance of
    /// any other column is exactly 0.
    /// </remarks>
    /// <exception cref="ArgumentException">A shape is wrong or a value is not finite (NaN in X may mean a missing value).</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public static IReadOnlyList<PermutationImportance> PermutationImportances(
        this NeuronPursuitModel model,
        double[,] X,
        double[,] Y,
        int repeats = 10,
        ulong seed = 0,
        int threads = 1,
        IReadOnlyList<string>? columnNames = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(Y);
        if (Y.GetLength(0) != X.GetLength(0) || Y.GetLength(1) != model.OutputCount)
        {
            throw new ArgumentException(
                $"Y is {Y.GetLength(0)} x {Y.GetLength(1)}, but X has {X.GetLength(0)} rows and the model {model.OutputCount} outputs. Pass one row of targets per row of X.", nameof(Y));
        }

        SampleReader.Check(new ReadOnlySpan2D<double>(Y), nameof(Y), cancellationToken);
        return model.PermutationImportances(X, predicted => RootMeanSquare(predicted, Y), repeats, seed, threads, columnNames, cancellationToken);
    }

    /// <inheritdoc cref="PermutationImportances(NeuronPursuitModel, double[,], double[,], int, ulong, int, IReadOnlyList{string}, CancellationToken)"/>
    /// <param name="model">The model, with one output.</param>
    /// <param name="X">Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>.</param>
    /// <param name="repeats">Shuffles of each column.</param>
    /// <param name="seed">Decides the shuffles.</param>
    /// <param name="threads">Columns at a time.</param>
    /// <param name="columnNames">Names of the columns of X.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    public static IReadOnlyList<PermutationImportance> PermutationImportances(
        this NeuronPursuitModel model,
        double[,] X,
        double[] y,
        int repeats = 10,
        ulong seed = 0,
        int threads = 1,
        IReadOnlyList<string>? columnNames = null,
        CancellationToken cancellationToken = default) =>
        model.PermutationImportances(X, ColumnMatrix.Of(y), repeats, seed, threads, columnNames, cancellationToken);

    /// <summary>The increase of an error of your own when one column of X is shuffled.</summary>
    /// <param name="model">The model, of any number of networks.</param>
    /// <param name="X">Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>.</param>
    /// <param name="error">
    /// From the predictions, n x <see cref="NeuronPursuitModel.OutputCount"/> as <c>PredictAll</c> gives them, to one number,
    /// lower for better: the share of wrong labels, say. Called by several threads at once.
    /// </param>
    /// <param name="repeats">Shuffles of each column, at least 1.</param>
    /// <param name="seed">Decides the shuffles.</param>
    /// <param name="threads">Columns at a time, at least 1.</param>
    /// <param name="columnNames">Names of the columns of X.</param>
    /// <param name="cancellationToken">Ends the computation.</param>
    /// <inheritdoc cref="PermutationImportances(NeuronPursuitModel, double[,], double[,], int, ulong, int, IReadOnlyList{string}, CancellationToken)"/>
    public static IReadOnlyList<PermutationImportance> PermutationImportances(
        this NeuronPursuitModel model,
        double[,] X,
        Func<double[,], double> error,
        int repeats = 10,
        ulong seed = 0,
        int threads = 1,
        IReadOnlyList<string>? columnNames = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(error);
        ArgumentOutOfRangeException.ThrowIfLessThan(repeats, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        model.RequireInputs(X.GetLength(1), nameof(X));
        ModelFormulaExtensions.Check(columnNames, model.InputCount, nameof(columnNames), "columns");
        SampleReader.Check(
            new ReadOnlySpan2D<double>(X), nameof(X), cancellationToken, model.Fitted.Preprocessing.Inputs.AllowsMissing);
        PermutationImportance[] importances = Measure(
            new ShuffledPredictions(model.Fitted, X, cancellationToken), X.GetLength(0), error, repeats, seed, threads, cancellationToken);
        return columnNames is null
            ? importances
            : Array.ConvertAll(importances, importance => importance with { Name = columnNames[importance.Column] });
    }

    /// <summary>The increases of all columns. One that no weight reads changes no prediction, so it is not shuffled.</summary>
    internal static PermutationImportance[] Measure(
        ShuffledPredictions predictions, int rows, Func<double[,], double> error, int repeats, ulong seed, int threads, CancellationToken cancellationToken)
    {
        double before = error(predictions.Predict());
        IReadOnlyList<double> none = Array.AsReadOnly(Enumerable.Repeat(before - before, repeats).ToArray());
        var importances = new PermutationImportance[predictions.ColumnCount];
        IndependentJobs.Run(importances.Length, threads, MeasureColumn, cancellationToken);
        return importances;

        void MeasureColumn(int column)
        {
            importances[column] = new PermutationImportance(column, predictions.IsRead(column) ? Increases(column) : none);
        }

        double[] Increases(int column)
        {
            double[][] prepared = predictions.Prepare(column);
            double[] increases = new double[repeats];
            ulong own = RandomStream.Derive(seed, (ulong)column);
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int[] order = HoldOut.Shuffled(rows, RandomStream.Derive(own, (ulong)repeat));
                increases[repeat] = error(predictions.Predict(column, prepared, order)) - before;
            }

            return increases;
        }
    }

    private static double RootMeanSquare(double[,] predicted, double[,] Y)
    {
        double squares = 0;
        for (int row = 0; row < Y.GetLength(0); row++)
        {
            for (int output = 0; output < Y.GetLength(1); output++)
            {
                double difference = predicted[row, output] - Y[row, output];
                squares += difference * difference;
            }
        }

        return Math.Sqrt(squares / Y.Length);
    }
}
