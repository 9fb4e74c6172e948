using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuronPursuit;

/// <summary>What a column holds, told alike before a pipeline is fitted (shapes) and while it is (schemas).</summary>
/// <param name="Item">The type of a value, or of a slot of a vector; of a key the type of its number.</param>
/// <param name="IsKey">Whether values are keys.</param>
/// <param name="IsVector">Whether there are several slots.</param>
/// <param name="IsSized">Whether the number of slots is known.</param>
internal readonly record struct ColumnShape(DataViewType Item, bool IsKey, bool IsVector, bool IsSized)
{
    public static ColumnShape Of(SchemaShape.Column column) => new(
        column.ItemType,
        column.IsKey,
        column.Kind != SchemaShape.Column.VectorKind.Scalar,
        column.Kind == SchemaShape.Column.VectorKind.Vector);

    public static ColumnShape Of(DataViewSchema.Column column)
    {
        var vector = column.Type as VectorDataViewType;
        DataViewType item = vector?.ItemType ?? column.Type;
        return new ColumnShape(item, item is KeyDataViewType, vector is not null, vector is { Size: > 0 });
    }

    /// <summary>Whether values are numbers of single precision that are not keys.</summary>
    public bool IsSingle => !IsKey && Item.RawType == typeof(float);

    public override string ToString()
    {
        string item = IsKey ? $"Key<{Item.RawType.Name}>" : Item.ToString()!;
        return !IsVector ? item : IsSized ? $"Vector<{item}>" : $"Vector<{item}> of unknown size";
    }
}
