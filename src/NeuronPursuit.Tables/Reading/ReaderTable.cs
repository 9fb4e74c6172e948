using System.Data.Common;

namespace NeuronPursuit;

/// <summary>What a query gives.</summary>
internal static class ReaderTable
{
    public static Column[] Read(DbDataReader reader)
    {
        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        if (names.Length == 0 || names.Any(string.IsNullOrWhiteSpace) || names.Distinct().Count() < names.Length)
        {
            throw new ArgumentException(
                $"The query gives the columns {string.Join(", ", names.Select(name => $"'{name}'"))}. Give every column a name of its own, by AS.", nameof(reader));
        }

        TypedCells[] cells = [.. names.Select(name => new TypedCells(name))];
        int rows = 0;
        for (; reader.Read(); rows++)
        {
            for (int column = 0; column < cells.Length; column++)
            {
                cells[column].Add(reader.GetValue(column));
            }
        }

        return rows == 0
            ? throw new ArgumentException("The query gives no row.", nameof(reader))
            : [.. cells.Select(one => one.ToColumn())];
    }
}
