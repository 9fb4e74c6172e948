namespace NeuronPursuit;

/// <summary>
/// From the caller's columns to the inputs of the network: first every column's value in the caller's order, so that
/// input j is column j, then ranks and marks of missing values. The constant of an intercept is not among them.
/// </summary>
internal sealed class InputMap : IColumnMap
{
    private readonly InputColumn[] _columns;

    /// <param name="columns">The inputs of the network in their order; the first ones are the values of all columns.</param>
    public InputMap(IEnumerable<InputColumn> columns)
    {
        _columns = [.. columns];
        SourceCount = _columns.Count(column => column.Kind == NetworkInputKind.Value);
        IsIdentity = _columns.All(column => column.IsIdentity);
        AllowsMissing = _columns.Any(column => !double.IsNaN(column.WhereMissing));
    }

    public ReadOnlySpan<InputColumn> Columns => _columns;

    public int SourceCount { get; }

    public int Count => _columns.Length;

    /// <summary>Whether the network sees the caller's values as they are.</summary>
    public bool IsIdentity { get; }

    /// <summary>Whether NaN is a missing value.</summary>
    public bool AllowsMissing { get; }

    public static InputMap Identity(int columns) => new(
        Enumerable.Range(0, columns).Select(column => new InputColumn(column, NetworkInputKind.Value, 0, 1)));

    /// <summary>The values of all columns, scaled.</summary>
    public static InputMap Of(ColumnScaling scaling) => new(Enumerable.Range(0, scaling.Count).Select(column =>
        new InputColumn(column, NetworkInputKind.Value, scaling.Offsets[column], scaling.Scales[column])));

    public int SourceOf(int column) => _columns[column].Source;

    public void Apply(int column, Span<double> values)
    {
        InputColumn own = _columns[column];
        foreach (ref double value in values)
        {
            value = own.Apply(value);
        }
    }

    /// <summary>Writes the inputs of the network for one sample, without allocating.</summary>
    /// <param name="x">The caller's values, <see cref="SourceCount"/> of them.</param>
    /// <param name="inputs">Receives <see cref="Count"/> values at its beginning.</param>
    public void Apply(ReadOnlySpan<double> x, Span<double> inputs)
    {
        for (int column = 0; column < _columns.Length; column++)
        {
            inputs[column] = _columns[column].Apply(x[_columns[column].Source]);
        }
    }

    /// <summary>
    /// The map without the scales of inputs that are nothing but scaled, which the weights of the first layer take over.
    /// </summary>
    public InputMap WithoutFoldedScales() => new(_columns.Select(column => column.CanFold ? column.Folded() : column));

    /// <summary>The map with a scale for the inputs that have none, to be folded into the weights again.</summary>
    public InputMap WithFoldedScale(double scale) => new(_columns.Select(column => column.CanFold
        ? new InputColumn(column.Source, column.Kind, 0, column.Scale * scale) { WhereMissing = column.WhereMissing / scale }
        : column));

    /// <summary>What the first-layer weights of an input are divided by when its scale is folded into them.</summary>
    public double FoldedScale(int column) => _columns[column].CanFold ? _columns[column].Scale : 1;
}
