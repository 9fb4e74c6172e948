namespace NeuronPursuit;

/// <summary>
/// Training reports: one self-contained HTML page that needs neither scripts nor a network. Summary, formula, errors, drawing,
/// weights, importances, partial views, settings, versions and why the pursuit ended.
/// </summary>
public static class PursuitReportExtensions
{
    /// <summary>Saves a report; an existing file is replaced only when all is written.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file, best with the ending .html.</param>
    /// <param name="options">Title, names and what else the report says; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of its range, or names are not one for each, none of them empty, no two the same.
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveReport(this NeuronPursuitModel model, string path, ReportOptions? options = null) =>
        Save(path, Content(model, null, null, options));

    /// <param name="model">The model.</param>
    /// <param name="stream">A writable stream, which stays open; UTF-8.</param>
    /// <param name="options">Title, names and what else the report says; null for the defaults.</param>
    /// <inheritdoc cref="SaveReport(NeuronPursuitModel, string, ReportOptions)"/>
    public static void SaveReport(this NeuronPursuitModel model, Stream stream, ReportOptions? options = null) =>
        Save(stream, Content(model, null, null, options));

    /// <summary>Saves a report that also measures the model on data: errors, permutation importances, views with the data in them.</summary>
    /// <param name="model">The model, with one output.</param>
    /// <param name="path">The file, best with the ending .html.</param>
    /// <param name="X">Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>: best data that were not trained on.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>.</param>
    /// <param name="options">Title, names and what else the report says; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// An option is out of its range, names are not one for each, none of them empty, no two the same, a shape is wrong or a
    /// value not finite (NaN in X may mean a missing value).
    /// </exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveReport(this NeuronPursuitModel model, string path, double[,] X, double[] y, ReportOptions? options = null) =>
        model.SaveReport(path, X, DataChecks.AsColumn(model, X, y), options);

    /// <param name="model">The model.</param>
    /// <param name="path">The file, best with the ending .html.</param>
    /// <param name="X">Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>: best data that were not trained on.</param>
    /// <param name="Y">Targets, n x <see cref="NeuronPursuitModel.OutputCount"/>.</param>
    /// <param name="options">Title, names and what else the report says; null for the defaults.</param>
    /// <inheritdoc cref="SaveReport(NeuronPursuitModel, string, double[,], double[], ReportOptions)"/>
    public static void SaveReport(this NeuronPursuitModel model, string path, double[,] X, double[,] Y, ReportOptions? options = null) =>
        Save(path, Content(model, X, Y, options));

    /// <param name="model">The model.</param>
    /// <param name="stream">A writable stream, which stays open; UTF-8.</param>
    /// <param name="X">Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>: best data that were not trained on.</param>
    /// <param name="Y">Targets, n x <see cref="NeuronPursuitModel.OutputCount"/>.</param>
    /// <param name="options">Title, names and what else the report says; null for the defaults.</param>
    /// <inheritdoc cref="SaveReport(NeuronPursuitModel, string, double[,], double[], ReportOptions)"/>
    public static void SaveReport(this NeuronPursuitModel model, Stream stream, double[,] X, double[,] Y, ReportOptions? options = null) =>
        Save(stream, Content(model, X, Y, options));

    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="classifier">The classifier; outputs are called by its labels unless the options name them.</param>
    /// <param name="path">The file, best with the ending .html.</param>
    /// <param name="options">Title, names and what else the report says; null for the defaults.</param>
    /// <inheritdoc cref="SaveReport(NeuronPursuitModel, string, ReportOptions)"/>
    public static void SaveReport<TLabel>(this NeuronPursuitClassifier<TLabel> classifier, string path, ReportOptions? options = null)
        where TLabel : notnull => Save(path, Content(classifier, null, null, options));

    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="classifier">The classifier; outputs are called by its labels unless the options name them.</param>
    /// <param name="stream">A writable stream, which stays open; UTF-8.</param>
    /// <param name="options">Title, names and what else the report says; null for the defaults.</param>
    /// <inheritdoc cref="SaveReport(NeuronPursuitModel, string, ReportOptions)"/>
    public static void SaveReport<TLabel>(this NeuronPursuitClassifier<TLabel> classifier, Stream stream, ReportOptions? options = null)
        where TLabel : notnull => Save(stream, Content(classifier, null, null, options));

    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="classifier">The classifier; outputs are called by its labels unless the options name them.</param>
    /// <param name="path">The file, best with the ending .html.</param>
    /// <param name="X">Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>: best data that were not trained on.</param>
    /// <param name="labels">Labels, one per row of <paramref name="X"/>.</param>
    /// <param name="options">Title, names and what else the report says; null for the defaults.</param>
    /// <inheritdoc cref="SaveReport(NeuronPursuitModel, string, double[,], double[], ReportOptions)"/>
    public static void SaveReport<TLabel>(
        this NeuronPursuitClassifier<TLabel> classifier, string path, double[,] X, TLabel[] labels, ReportOptions? options = null)
        where TLabel : notnull => Save(path, Content(classifier, X, labels, options));

    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="classifier">The classifier; outputs are called by its labels unless the options name them.</param>
    /// <param name="stream">A writable stream, which stays open; UTF-8.</param>
    /// <param name="X">Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>: best data that were not trained on.</param>
    /// <param name="labels">Labels, one per row of <paramref name="X"/>.</param>
    /// <param name="options">Title, names and what else the report says; null for the defaults.</param>
    /// <inheritdoc cref="SaveReport(NeuronPursuitModel, string, double[,], double[], ReportOptions)"/>
    public static void SaveReport<TLabel>(
        this NeuronPursuitClassifier<TLabel> classifier, Stream stream, double[,] X, TLabel[] labels, ReportOptions? options = null)
        where TLabel : notnull => Save(stream, Content(classifier, X, labels, options));

    private static ReportContent Content(NeuronPursuitModel model, double[,]? X, double[,]? Y, ReportOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new ReportContent(model, X, Y, isClassifier: false, options);
    }

    private static ReportContent Content<TLabel>(
        NeuronPursuitClassifier<TLabel> classifier, double[,]? X, TLabel[]? labels, ReportOptions? options)
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(classifier);
        options ??= new ReportOptions();
        options = options with { OutputNames = options.OutputNames ?? DataChecks.LabelNames(classifier) };
        double[,]? Y = X is null ? null : DataChecks.OneHot(classifier, X, labels!);
        return new ReportContent(classifier.Model, X, Y, isClassifier: true, options);
    }

    private static void Save(string path, ReportContent content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => TrainingReport.Write(content, stream));
    }

    private static void Save(Stream stream, ReportContent content)
    {
        ArgumentNullException.ThrowIfNull(stream);
        TrainingReport.Write(content, stream);
    }
}
