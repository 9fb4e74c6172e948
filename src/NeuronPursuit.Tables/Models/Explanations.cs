namespace NeuronPursuit;

/// <summary>How much a column matters: how much the error grows when its cells are shuffled among the rows.</summary>
/// <param name="Column">The column, with all that became of it.</param>
/// <param name="Increase">Of the RMSE, or of the log-loss for classes; the mean over the repeats.</param>
/// <param name="StandardDeviation">Over the repeats.</param>
public sealed record ColumnImportance(string Column, double Increase, double StandardDeviation);

/// <summary>A point of a <see cref="ColumnEffect"/>.</summary>
/// <param name="Value">The cell that every row was given; NaN for categories.</param>
/// <param name="Text">The same as text.</param>
/// <param name="Mean">The mean prediction.</param>
/// <param name="Rows">The prediction of every row that was asked, in their order: the individual curves.</param>
public sealed record EffectPoint(double Value, string Text, double Mean, IReadOnlyList<double> Rows);

/// <summary>What predictions would be if one column were something else in every row: the partial dependence, and the individual curves behind it.</summary>
/// <param name="Column">The column.</param>
/// <param name="Class">The class whose probability it is; null where numbers are predicted.</param>
/// <param name="Points">In ascending order, or one per category.</param>
public sealed record ColumnEffect(string Column, string? Class, IReadOnlyList<EffectPoint> Points);
