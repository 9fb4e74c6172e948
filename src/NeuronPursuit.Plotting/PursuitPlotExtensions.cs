namespace NeuronPursuit;

/// <summary>Plots of histories, models and classifiers. Bad arguments are refused before anything is drawn.</summary>
public static class PursuitPlotExtensions
{
    /// <summary>
    /// Relative errors on a logarithmic axis against iterations, on training and held-out data, and below them which layers
    /// grew in which iteration and how (<see cref="PursuitIterationKind"/>).
    /// </summary>
    /// <param name="history">The iterations, as in <see cref="NeuronPursuitModel.History"/>; may be empty.</param>
    /// <param name="options">How it looks; null for the defaults.</param>
    /// <returns>The plot.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static PursuitPlot PlotErrors(this IReadOnlyList<PursuitIteration> history, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        return ErrorChart.Draw(history, Checked(options));
    }

    /// <summary>
    /// The weight matrices of one network as heat maps, on a scale symmetric about zero for each matrix: blue is positive,
    /// orange negative. Numbers stand in the cells where they fit; else negative cells carry a minus sign.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="options">
    /// How it looks, names, and <see cref="PlotOptions.Network"/> which network of several. Of more columns than fit the
    /// strongest are shown, and the note below says of how many.
    /// </param>
    /// <returns>The plot.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or the number of names is wrong.</exception>
    public static PursuitPlot PlotWeights(this NeuronPursuitModel model, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return WeightChart.Draw(model, Checked(options));
    }

    /// <summary>
    /// One network: neurons as circles, weights as lines whose width is their size relative to the largest of their matrix and
    /// whose colour their sign (blue positive, orange negative). Neurons of the last growth are highlighted, where the history
    /// knows them: they are the last ones of their layers.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="options">
    /// How it looks, names, <see cref="PlotOptions.Network"/> which network of several, and <see cref="PlotOptions.MaxNodes"/>
    /// how many nodes of a layer. The note below says what is left out.
    /// </param>
    /// <returns>The plot.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or the number of names is wrong.</exception>
    public static PursuitPlot PlotNetwork(this NeuronPursuitModel model, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        return NetworkChart.Draw(model, Checked(options));
    }

    /// <summary>
    /// Predictions along one column of X with the others held still; with several networks the band of one standard deviation
    /// about their mean, with several outputs one line each (the seven that move most).
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="column">The column of X that moves, from 0.</param>
    /// <param name="options">
    /// How it looks, and <see cref="PlotOptions.From"/>, <see cref="PlotOptions.To"/> and <see cref="PlotOptions.Reference"/>
    /// where the column goes and the others stand.
    /// </param>
    /// <returns>The plot.</returns>
    /// <remarks>One line through the input space: with interacting columns it looks different elsewhere.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or a shape is wrong.</exception>
    public static PursuitPlot PlotFunction(this NeuronPursuitModel model, int column, PlotOptions? options = null)
    {
        RequireColumn(model, column);
        return FunctionChart.Draw(model, column, null, null, isClassifier: false, Checked(options));
    }

    /// <param name="model">The model.</param>
    /// <param name="column">The column of X that moves, from 0.</param>
    /// <param name="X">Data, n x <see cref="NeuronPursuitModel.InputCount"/>: their medians are the reference, their range that of the plot.</param>
    /// <param name="options">How it looks.</param>
    /// <inheritdoc cref="PlotFunction(NeuronPursuitModel, int, PlotOptions)"/>
    public static PursuitPlot PlotFunction(this NeuronPursuitModel model, int column, double[,] X, PlotOptions? options = null)
    {
        RequireColumn(model, column);
        DataChecks.RequireInputs(model, X);
        return FunctionChart.Draw(model, column, X, null, isClassifier: false, Checked(options));
    }

    /// <param name="model">The model, with one output.</param>
    /// <param name="column">The column of X that moves, from 0.</param>
    /// <param name="X">Data, n x <see cref="NeuronPursuitModel.InputCount"/>: their medians are the reference, their range that of the plot.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>, drawn as points.</param>
    /// <param name="options">How it looks.</param>
    /// <inheritdoc cref="PlotFunction(NeuronPursuitModel, int, PlotOptions)"/>
    public static PursuitPlot PlotFunction(this NeuronPursuitModel model, int column, double[,] X, double[] y, PlotOptions? options = null) =>
        model.PlotFunction(column, X, DataChecks.AsColumn(model, X, y), options);

    /// <param name="model">The model.</param>
    /// <param name="column">The column of X that moves, from 0.</param>
    /// <param name="X">Data, n x <see cref="NeuronPursuitModel.InputCount"/>: their medians are the reference, their range that of the plot.</param>
    /// <param name="Y">Targets, n x <see cref="NeuronPursuitModel.OutputCount"/>, drawn as points.</param>
    /// <param name="options">How it looks.</param>
    /// <inheritdoc cref="PlotFunction(NeuronPursuitModel, int, PlotOptions)"/>
    public static PursuitPlot PlotFunction(this NeuronPursuitModel model, int column, double[,] X, double[,] Y, PlotOptions? options = null)
    {
        RequireColumn(model, column);
        DataChecks.RequireTargets(model, X, Y);
        return FunctionChart.Draw(model, column, X, Y, isClassifier: false, Checked(options));
    }

    /// <summary>Probabilities of the classes along one column of X with the others held still.</summary>
    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="classifier">The classifier.</param>
    /// <param name="column">The column of X that moves, from 0.</param>
    /// <param name="options">How it looks; outputs are called by their labels unless it names them.</param>
    /// <inheritdoc cref="PlotFunction(NeuronPursuitModel, int, PlotOptions)"/>
    public static PursuitPlot PlotFunction<TLabel>(this NeuronPursuitClassifier<TLabel> classifier, int column, PlotOptions? options = null)
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(classifier);
        RequireColumn(classifier.Model, column);
        return FunctionChart.Draw(classifier.Model, column, null, null, isClassifier: true, Named(classifier, Checked(options)));
    }

    /// <param name="classifier">The classifier.</param>
    /// <param name="column">The column of X that moves, from 0.</param>
    /// <param name="X">Data, n x <see cref="NeuronPursuitModel.InputCount"/>: their medians are the reference, their range that of the plot.</param>
    /// <param name="labels">Labels, one per row of <paramref name="X"/>, drawn as marks below the lines, a row per class.</param>
    /// <param name="options">How it looks; outputs are called by their labels unless it names them.</param>
    /// <inheritdoc cref="PlotFunction{TLabel}(NeuronPursuitClassifier{TLabel}, int, PlotOptions)"/>
    public static PursuitPlot PlotFunction<TLabel>(
        this NeuronPursuitClassifier<TLabel> classifier, int column, double[,] X, TLabel[] labels, PlotOptions? options = null)
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(classifier);
        RequireColumn(classifier.Model, column);
        double[,] Y = DataChecks.OneHot(classifier, X, labels);
        return FunctionChart.Draw(classifier.Model, column, X, Y, isClassifier: true, Named(classifier, Checked(options)));
    }

    /// <summary>The options with the labels of the classes as names of the outputs.</summary>
    internal static PlotOptions Named<TLabel>(NeuronPursuitClassifier<TLabel> classifier, PlotOptions options)
        where TLabel : notnull => options with { OutputNames = options.OutputNames ?? DataChecks.LabelNames(classifier) };

    private static PlotOptions Checked(PlotOptions? options)
    {
        options ??= new PlotOptions();
        PlotOptionsChecks.RequireSize(options);
        return options;
    }

    private static void RequireColumn(NeuronPursuitModel model, int column)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (column < 0 || column >= model.InputCount)
        {
            throw new ArgumentOutOfRangeException(
                nameof(column), column, $"The model takes {model.InputCount} columns; column must be 0 to {model.InputCount - 1}.");
        }
    }
}
