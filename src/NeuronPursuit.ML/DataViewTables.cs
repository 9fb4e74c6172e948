using System.Collections;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuronPursuit;

/// <summary>Data of ML.NET as tables.</summary>
public static class DataViewTables
{
    /// <summary>Takes scalar columns of a view, such as a <c>DataFrame</c>, as a table.</summary>
    /// <param name="data">The view; read once.</param>
    /// <param name="columns">Names of columns; none for all that are not hidden.</param>
    /// <returns>
    /// The table (<c>DataFrame.ToTable</c> gives a <c>DataTable</c>). NaN, empty text and keys of 0 are missing; keys are categories, by their names where they have such, else by their numbers from 1. Numbers
    /// of Single are reported by <see cref="Table.Inspect"/>.
    /// </returns>
    /// <exception cref="ArgumentException">There is no such column, one is a vector or of a type that no cell has, or there is no row.</exception>
    public static Table ReadTable(this IDataView data, params string[] columns)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(columns);
        DataViewSchema.Column[] own = columns.Length == 0
            ? [.. data.Schema.Where(column => !column.IsHidden)]
            : [.. columns.Select(name => data.Schema.GetColumnOrNull(name) ?? throw new ArgumentException(
                $"There is no column '{name}'. The columns are {string.Join(", ", data.Schema.Where(column => !column.IsHidden).Select(column => column.Name))}.", nameof(columns)))];
        using DataViewRowCursor cursor = data.GetRowCursor(own);
        Func<object?>[] getters = [.. own.Select(column => Getter(cursor, column))];
        List<object?>[] cells = [.. own.Select(_ => new List<object?>())];
        while (cursor.MoveNext())
        {
            for (int i = 0; i < cells.Length; i++)
            {
                cells[i].Add(getters[i]());
            }
        }

        return Table.FromColumns([.. own.Zip(cells, (column, list) => (column.Name, (IEnumerable)list))]);
    }

    private static Func<object?> Getter(DataViewRowCursor cursor, DataViewSchema.Column column) => column.Type switch
    {
        KeyDataViewType => Key(cursor, column),
        TextDataViewType => Cell<ReadOnlyMemory<char>>(cursor, column, text => text.ToString()),
        BooleanDataViewType => Cell<bool>(cursor, column, value => value),
        DateTimeDataViewType => Cell<DateTime>(cursor, column, value => value),
        DateTimeOffsetDataViewType => Cell<DateTimeOffset>(cursor, column, value => value),
        NumberDataViewType when column.Type.RawType == typeof(float) => Cell<float>(cursor, column, value => value),
        NumberDataViewType when column.Type.RawType == typeof(double) => Cell<double>(cursor, column, value => value),
        NumberDataViewType when column.Type.RawType == typeof(sbyte) => Cell<sbyte>(cursor, column, value => value),
        NumberDataViewType when column.Type.RawType == typeof(byte) => Cell<byte>(cursor, column, value => value),
        NumberDataViewType when column.Type.RawType == typeof(short) => Cell<short>(cursor, column, value => value),
        NumberDataViewType when column.Type.RawType == typeof(ushort) => Cell<ushort>(cursor, column, value => value),
        NumberDataViewType when column.Type.RawType == typeof(int) => Cell<int>(cursor, column, value => value),
        NumberDataViewType when column.Type.RawType == typeof(uint) => Cell<uint>(cursor, column, value => value),
        NumberDataViewType when column.Type.RawType == typeof(long) => Cell<long>(cursor, column, value => value),
        NumberDataViewType when column.Type.RawType == typeof(ulong) => Cell<ulong>(cursor, column, value => value),
        _ => throw new ArgumentException(
            $"Column '{column.Name}' is a {column.Type}; a table has scalar columns of numbers, text, booleans, dates and keys. Name the columns to take, as in data.ReadTable(\"area\", \"price\")."),
    };

    private static Func<object?> Cell<T>(DataViewRowCursor cursor, DataViewSchema.Column column, Func<T, object?> box)
    {
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        return () =>
        {
            T value = default!;
            getter(ref value);
            return box(value);
        };
    }

    /// <summary>Keys as text: they are categories, and their numbers mean nothing. 0 is missing.</summary>
    private static Func<object?> Key(DataViewRowCursor cursor, DataViewSchema.Column column)
    {
        string[]? names = null;
        if (column.HasKeyValues() && ((VectorDataViewType)column.Annotations.Schema["KeyValues"].Type).ItemType is TextDataViewType)
        {
            VBuffer<ReadOnlyMemory<char>> values = default;
            column.GetKeyValues(ref values);
            names = [.. values.DenseValues().Select(value => value.ToString())];
        }

        Func<ulong, object?> box = key => key == 0 ? null
            : names is null ? $"key {key.ToString(CultureInfo.InvariantCulture)}"
            : names[key - 1];
        return column.Type.RawType switch
        {
            var type when type == typeof(byte) => Cell<byte>(cursor, column, key => box(key)),
            var type when type == typeof(ushort) => Cell<ushort>(cursor, column, key => box(key)),
            var type when type == typeof(uint) => Cell<uint>(cursor, column, key => box(key)),
            _ => Cell<ulong>(cursor, column, key => box(key)),
        };
    }
}
