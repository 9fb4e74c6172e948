namespace NeuronPursuit;

/// <summary>What a column of a table is to code.</summary>
internal enum RawKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no, in the program 1 or 0.</summary>
    YesNo,

    /// <summary>A date, in the program days since the beginning of the year 1.</summary>
    Date,

    /// <summary>A text, which <see cref="CodeExpression.Choice"/> looks at.</summary>
    Text,
}

/// <summary>A column that code takes by its name.</summary>
/// <param name="Name">Its name, whatever characters it has.</param>
/// <param name="Kind">What it is.</param>
internal sealed record RawColumn(string Name, RawKind Kind);

/// <summary>An input of the model as it is made of a column.</summary>
/// <param name="Column">The place of the column.</param>
/// <param name="Value">What the model takes; null for the column as it is.</param>
internal sealed record EncodedInput(int Column, CodeExpression? Value);

/// <summary>The columns of a table, and how they become what a model takes.</summary>
/// <param name="Columns">The columns in the order of the table.</param>
/// <param name="Inputs">An entry for each input of the model.</param>
/// <param name="InputNames">What these are called.</param>
/// <param name="Origin">What is known of the table that was learned from, for the header.</param>
internal sealed record TableColumns(IReadOnlyList<RawColumn> Columns, IReadOnlyList<EncodedInput> Inputs, IReadOnlyList<string> InputNames, string Origin);

/// <summary>The words of yes and no, in lower case.</summary>
internal static class YesNoTexts
{
    /// <summary>What counts as yes.</summary>
    public static readonly string[] Yes = ["yes", "true", "y", "ja", "oui", "si", "sí", "1"];

    /// <summary>What counts as no.</summary>
    public static readonly string[] No = ["no", "false", "n", "nein", "non", "nee", "0"];
}
