using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuronPursuit;

/// <summary>The names of the slots of a vector column.</summary>
internal static class SlotNames
{
    /// <summary>One name per slot; "Features[2]" where the column does not name it.</summary>
    public static IReadOnlyList<string> Of(DataViewSchema.Column column)
    {
        int size = ((VectorDataViewType)column.Type).Size;
        string[] given = GivenBy(column) ?? new string[size];
        return Array.AsReadOnly<string>([.. given.Select((name, slot) =>
            string.IsNullOrEmpty(name) ? FormattableString.Invariant($"{column.Name}[{slot}]") : name)]);
    }

    /// <summary>The names that the column gives, empty where a slot has none; null if it names no slot.</summary>
    public static string[]? GivenBy(DataViewSchema.Column column)
    {
        if (!column.HasSlotNames())
        {
            return null;
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
