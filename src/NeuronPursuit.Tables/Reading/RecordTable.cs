using System.Reflection;

namespace NeuronPursuit;

/// <summary>Objects by their properties.</summary>
internal static class RecordTable
{
    public static Column[] Read<T>(IEnumerable<T> records)
    {
        PropertyInfo[] properties = Properties(typeof(T));
        TypedCells[] cells = [.. properties.Select(property => new TypedCells(property.Name))];
        int row = 0;
        foreach (T record in records)
        {
            if (record is null)
            {
                throw new ArgumentException($"Record {row} is null (counted from 0).", nameof(records));
            }

            for (int column = 0; column < cells.Length; column++)
            {
                cells[column].Add(properties[column].GetValue(record));
            }

            row++;
        }

        return row == 0
            ? throw new ArgumentException("There is no record. Pass at least one.", nameof(records))
            : [.. cells.Select(one => one.ToColumn())];
    }

    private static PropertyInfo[] Properties(Type type)
    {
        PropertyInfo[] properties =
        [
            // An interface has only its own, without those of the interfaces behind it; one of the same name hides theirs.
            .. (type.IsInterface ? type.GetInterfaces().Append(type) : [type])
                .SelectMany(own => own.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
                .GroupBy(property => property.Name)
                .Select(same => same.MaxBy(property => Depth(property.DeclaringType!))!)
                .OrderBy(property => Depth(property.DeclaringType!)).ThenBy(property => property.MetadataToken),
        ];
        PropertyInfo? other = Array.Find(properties, property => !TypedCells.IsKnown(property.PropertyType));
        return properties.Length == 0
            ? throw new ArgumentException($"{type} has no public property to make a column of.")
            : other is not null
            ? throw new ArgumentException(
                $"Property '{other.Name}' is a {other.PropertyType}. Columns are numbers, bool, text, enums, Guid and dates; select what is needed into a record of these.")
            : properties;
    }

    private static int Depth(Type type) => type.IsInterface ? type.GetInterfaces().Length : type.BaseType is { } parent ? 1 + Depth(parent) : 0;
}
