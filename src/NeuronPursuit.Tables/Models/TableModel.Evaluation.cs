namespace NeuronPursuit;

// How good it is.
public sealed partial class TableModel
{
    /// <summary>Judges by rows whose target is known and that it was not trained on.</summary>
    /// <param name="table">Has the columns of <see cref="Predict(Table, double?)"/>, and the target. Rows where the target is missing are left out.</param>
    /// <param name="weight">A column of weights; null where rows count alike.</param>
    /// <returns>All metrics.</returns>
    /// <exception cref="ArgumentException">Columns are missing or of another kind, or the target is nowhere known.</exception>
    public TableEvaluation Evaluate(Table table, string? weight = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        Table known = WithTarget(table);
        double[]? weights = weight is null ? null : known.Numbers(weight);
        return TableEvaluation.Of(Schema.Target, known[Schema.Target.Name], Predict(known), weights);
    }

    /// <summary>The classes of rows as training spells them, for what takes labels, such as <see cref="Classifier"/>.</summary>
    /// <param name="table">Has the target, known in every row.</param>
    /// <returns>One of <see cref="Classes"/> a row.</returns>
    /// <exception cref="ArgumentException">The target is of another kind, missing, or a class that training had not.</exception>
    /// <exception cref="InvalidOperationException">It predicts numbers.</exception>
    public string[] TargetLabels(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        _ = Classifier;
        ColumnSchema target = Schema.Target;
        Column known = table[target.Name];
        double[] places = Alignment.Align(target, known) ?? throw new ArgumentException(Alignment.Mismatch(target, known), nameof(table));
        int odd = Array.FindIndex(places, place => !(place >= 0));
        return odd < 0
            ? Array.ConvertAll(places, place => target.Categories[(int)place])
            : throw new ArgumentException($"The target '{target.Name}' is '{known.TextAt(odd)}' in row {odd} (counted from 0), which is none of the classes of training ({string.Join(", ", Classes)}). Leave such rows out, by table.Where.", nameof(table));
    }

    private Table WithTarget(Table table)
    {
        Column target = table[Schema.Target.Name];
        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => !target.IsMissing(row))];
        return rows.Length == 0
            ? throw new ArgumentException($"The target '{target.Name}' is missing in every row, so there is nothing to judge by.", nameof(table))
            : rows.Length == table.RowCount ? table : table.SelectRows(rows);
    }
}
