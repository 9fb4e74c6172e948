using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuronPursuit;

/// <summary>The values that the keys of a label stand for, of any type.</summary>
internal abstract class KeyValues
{
    private const string Kind = "KeyValues";

    /// <summary>The values as text, in the order of the keys.</summary>
    public abstract string[] Names { get; }

    /// <summary>Lets the keys of a column stand for these values.</summary>
    public abstract void Annotate(SchemaDefinition.Column column);

    /// <summary>The values of a column; null if its keys have none.</summary>
    public static KeyValues? Of(DataViewSchema.Column column) =>
        column.Annotations.Schema.GetColumnOrNull(Kind)?.Type is VectorDataViewType type
            ? Create(type.ItemType, column.Annotations)
            : null;

    /// <summary>Some values of the type that a column will have when its pipeline is fitted; null if it will have none.</summary>
    public static KeyValues? Of(SchemaShape.Column column, int count) =>
        column.Annotations.Any(annotation => annotation.Name == Kind)
            ? Create(column.Annotations.First(annotation => annotation.Name == Kind).ItemType, count)
            : null;

    private static KeyValues Create(DataViewType itemType, object source) => (KeyValues)Activator.CreateInstance(
        typeof(Typed<>).MakeGenericType(itemType.RawType), itemType, source)!;

    /// <summary>Values of one type.</summary>
    private sealed class Typed<T> : KeyValues
    {
        private readonly VBuffer<T> _values;
        private readonly DataViewType _itemType;

        public Typed(DataViewType itemType, DataViewSchema.Annotations annotations)
        {
            _itemType = itemType;
            annotations.GetValue(Kind, ref _values);
        }

        public Typed(DataViewType itemType, int count)
        {
            _itemType = itemType;
            _values = new VBuffer<T>(count, new T[count]);
        }

        public override string[] Names =>
            [.. _values.DenseValues().Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")];

        public override void Annotate(SchemaDefinition.Column column) => column.AddAnnotation(
            Kind, _values, new VectorDataViewType((PrimitiveDataViewType)_itemType, _values.Length));
    }
}
