namespace NeuronPursuit;

/// <summary>What a column of a table holds.</summary>
public enum ColumnKind
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>One of some texts.</summary>
    Category,

    /// <summary>Yes or no, however it is spelled.</summary>
    YesNo,

    /// <summary>A date, perhaps with a time of day.</summary>
    Date,

    /// <summary>Text that is no category, or cells that cannot be read for sure; <see cref="Table.ProblemOf"/> says what to do about it.</summary>
    Text,
}
