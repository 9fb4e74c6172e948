namespace NeuronPursuit;

/// <summary>What a report is about: a model, the names in it, and data if there are any. Checked.</summary>
internal sealed class ReportContent
{
    public ReportContent(NeuronPursuitModel model, double[,]? X, double[,]? Y, bool isClassifier, ReportOptions? options)
    {
        (Model, IsClassifier, Options) = (model, isClassifier, options ?? new ReportOptions());
        ArgumentException.ThrowIfNullOrWhiteSpace(Options.Title);
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.FormulaDigits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Options.FormulaDigits, 17);
        ArgumentOutOfRangeException.ThrowIfNegative(Options.MaxViews);
        ArgumentOutOfRangeException.ThrowIfLessThan(Options.ImportanceRows, 2);
        ArgumentNullException.ThrowIfNull(Options.Settings);
        Columns = PlotOptionsChecks.Columns(model, Options.ColumnNames);
        Outputs = PlotOptionsChecks.Outputs(model, Options.OutputNames);
        if (X is not null && Y is not null)
        {
            DataChecks.RequireTargets(model, X, Y);
            (this.X, this.Y) = (X, Y);
        }
    }

    /// <summary>The table whose columns became the inputs; null where X is all.</summary>
    public TableContent? Table { get; init; }

    /// <summary>The columns, the most important first.</summary>
    public IReadOnlyList<RankedColumn> Ranked => field ??= RankedColumns.Of(this);

    /// <summary>The medians of the given data, where the columns that a view does not move stand; null without data.</summary>
    public double[]? Medians => X is null ? null : field ??= FunctionView.Medians(Model, X);

    public NeuronPursuitModel Model { get; }

    public bool IsClassifier { get; }

    public ReportOptions Options { get; }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<string> Outputs { get; }

    public double[,]? X { get; }

    public double[,]? Y { get; }

    /// <summary>What the model predicts for <see cref="X"/>; null without data.</summary>
    public double[,]? Predicted => field ??= X is null ? null : Model.PredictAll(X);

    /// <summary>The options of a plot, with the names of this report.</summary>
    public PlotOptions Named(PlotOptions plot, string? title = "") =>
        plot with { Title = title, Transparent = true, ColumnNames = Columns, OutputNames = Outputs };
}
