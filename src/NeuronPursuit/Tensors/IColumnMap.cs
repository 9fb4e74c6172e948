namespace NeuronPursuit;

/// <summary>A map of the caller's columns to the columns that are packed, value by value.</summary>
internal interface IColumnMap
{
    /// <summary>Columns that the map reads.</summary>
    int SourceCount { get; }

    /// <summary>Columns that the map makes.</summary>
    int Count { get; }

    /// <summary>Which of the caller's columns a mapped one is made from.</summary>
    int SourceOf(int column);

    /// <summary>Maps values of one column in place; each value on its own, so that any batch gives the same bits.</summary>
    void Apply(int column, Span<double> values);
}
