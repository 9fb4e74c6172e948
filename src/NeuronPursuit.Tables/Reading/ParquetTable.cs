using Parquet;
using Parquet.Schema;

namespace NeuronPursuit;

/// <summary>Parquet files of flat columns.</summary>
internal static class ParquetTable
{
    public static Column[] Read(Stream stream, string name)
    {
        try
        {
            // The reader is asynchronous only; nothing here has a context to come back to.
            return Task.Run(() => ReadAsync(stream, name)).GetAwaiter().GetResult();
        }
        catch (Exception exception) when (exception is not (InvalidDataException or OutOfMemoryException or OperationCanceledException))
        {
            throw new InvalidDataException($"{name}: the file is no Parquet file that can be read: {exception.Message}", exception);
        }
    }

    /// <summary>A table for each row group that has rows, one in memory at a time.</summary>
    public static IEnumerable<Table> ReadGroups(string path)
    {
        using FileStream stream = File.OpenRead(path);
        for ((int group, int groups) = (0, 1); group < groups; group++)
        {
            Column[]? columns;
            try
            {
                int own = group;
                (columns, groups) = Task.Run(() => ReadGroupAsync(stream, path, own)).GetAwaiter().GetResult();
            }
            catch (Exception exception) when (exception is not (InvalidDataException or OutOfMemoryException or OperationCanceledException))
            {
                throw new InvalidDataException($"{path}: the file is no Parquet file that can be read: {exception.Message}", exception);
            }

            if (columns is not null)
            {
                yield return new Table(columns);
            }
        }
    }

    private static async Task<(Column[]? Columns, int Groups)> ReadGroupAsync(Stream stream, string name, int group)
    {
        stream.Position = 0;
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream, new ParquetOptions(), leaveStreamOpen: true).ConfigureAwait(false);
        DataField[] fields = FieldsOf(reader, name);
        if (group >= reader.RowGroupCount)
        {
            return (null, reader.RowGroupCount);
        }

        TypedCells[] cells = [.. fields.Select(field => new TypedCells(field.Name))];
        using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
        for (int column = 0; column < fields.Length; column++)
        {
            await FillAsync(rows, fields[column], cells[column]).ConfigureAwait(false);
        }

        Column[] columns = [.. cells.Select(one => one.ToColumn())];
        return (columns[0].Length == 0 ? null : columns, reader.RowGroupCount);
    }

    private static async Task<Column[]> ReadAsync(Stream stream, string name)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(stream, new ParquetOptions(), leaveStreamOpen: true).ConfigureAwait(false);
        DataField[] fields = FieldsOf(reader, name);
        TypedCells[] cells = [.. fields.Select(field => new TypedCells(field.Name))];
        for (int group = 0; group < reader.RowGroupCount; group++)
        {
            using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
            for (int column = 0; column < fields.Length; column++)
            {
                await FillAsync(rows, fields[column], cells[column]).ConfigureAwait(false);
            }
        }

        Column[] columns = [.. cells.Select(one => one.ToColumn())];
        return columns[0].Length == 0 ? throw new InvalidDataException($"{name}: the file has no rows.") : columns;
    }

    private static DataField[] FieldsOf(ParquetReader reader, string name)
    {
        DataField[] fields = reader.Schema.DataFields;
        DataField? nested = Array.Find(fields, field => field.MaxRepetitionLevel > 0 || field.Path.Length > 1);
        if (nested is not null || fields.Length == 0)
        {
            throw new InvalidDataException($"{name}: {(nested is null ? "the file has no column" : $"column '{nested.Path}' is nested; a table has flat columns. Flatten it, or leave it out")}.");
        }

        DataField? other = Array.Find(fields, field => !IsText(field) && !TypedCells.IsKnown(field.ClrType));
        if (other is not null)
        {
            throw new InvalidDataException($"{name}: column '{other.Name}' is a {other.ClrType}. Columns are numbers, booleans, text and dates; leave it out, or write it as one of these.");
        }

        return fields;
    }

    private static Task FillAsync(ParquetRowGroupReader rows, DataField field, TypedCells cells) => Type.GetTypeCode(field.ClrType) switch
    {
        _ when IsText(field) => TextsAsync(rows, field, cells),
        TypeCode.Boolean => ValuesAsync<bool>(rows, field, cells),
        TypeCode.SByte => ValuesAsync<sbyte>(rows, field, cells),
        TypeCode.Byte => ValuesAsync<byte>(rows, field, cells),
        TypeCode.Int16 => ValuesAsync<short>(rows, field, cells),
        TypeCode.UInt16 => ValuesAsync<ushort>(rows, field, cells),
        TypeCode.Int32 => ValuesAsync<int>(rows, field, cells),
        TypeCode.UInt32 => ValuesAsync<uint>(rows, field, cells),
        TypeCode.Int64 => ValuesAsync<long>(rows, field, cells),
        TypeCode.UInt64 => ValuesAsync<ulong>(rows, field, cells),
        TypeCode.Single => ValuesAsync<float>(rows, field, cells),
        TypeCode.Double => ValuesAsync<double>(rows, field, cells),
        TypeCode.Decimal => ValuesAsync<decimal>(rows, field, cells),
        TypeCode.DateTime => ValuesAsync<DateTime>(rows, field, cells),
        _ when field.ClrType == typeof(DateOnly) => ValuesAsync<DateOnly>(rows, field, cells),
        _ when field.ClrType == typeof(Guid) => ValuesAsync<Guid>(rows, field, cells),
        _ => throw new InvalidDataException($"column '{field.Name}' is a {field.ClrType}, which is not read. Write it as text or a number."),
    };

    // Text comes as memory of the reader's buffers where its type is asked for.
    private static bool IsText(DataField field) => field.ClrType == typeof(string) || field.ClrType == typeof(ReadOnlyMemory<char>);

    private static async Task TextsAsync(ParquetRowGroupReader rows, DataField field, TypedCells cells)
    {
        string?[] values = new string?[checked((int)rows.RowCount)];
        await rows.ReadAsync(field, values.AsMemory()!, null, CancellationToken.None).ConfigureAwait(false);
        Array.ForEach(values, cells.Add);
    }

    private static async Task ValuesAsync<T>(ParquetRowGroupReader rows, DataField field, TypedCells cells)
        where T : struct
    {
        int count = checked((int)rows.RowCount);
        if (field.IsNullable)
        {
            var values = new T?[count];
            await rows.ReadAsync(field, values.AsMemory(), null, CancellationToken.None).ConfigureAwait(false);
            Array.ForEach(values, value => cells.Add(value));
        }
        else
        {
            var values = new T[count];
            await rows.ReadAsync(field, values.AsMemory(), null, CancellationToken.None).ConfigureAwait(false);
            Array.ForEach(values, value => cells.Add(value));
        }
    }
}
