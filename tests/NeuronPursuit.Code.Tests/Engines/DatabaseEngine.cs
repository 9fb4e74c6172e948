using System.Data.Common;
using System.Globalization;
using System.Text;
using NeuronPursuit.Code.Tests.Support;

namespace NeuronPursuit.Code.Tests.Engines;

/// <summary>A database: a table for every case, and the SELECT over it.</summary>
internal abstract class DatabaseEngine : ICodeEngine
{
    public virtual string? Missing => null;

    protected abstract string Double { get; }

    public IReadOnlyList<double[,]> Run(IReadOnlyList<CodeCase> cases)
    {
        using DbConnection connection = Open();
        return [.. cases.Select(each => Run(connection, each))];
    }

    public abstract DbConnection Open();

    public abstract string Quote(string name);

    /// <summary>Makes a table with an id, the inputs, and a column that is none of them.</summary>
    public void CreateTable(DbConnection connection, CodeCase each)
    {
        var text = new StringBuilder($"CREATE TEMPORARY TABLE {Quote(each.Table)} (id integer, ");
        text.AppendJoin(", ", each.InputNames.Select(name => $"{Quote(name)} {Double}"));
        text.Append(CultureInfo.InvariantCulture, $", a1 integer); INSERT INTO {Quote(each.Table)} VALUES ");
        text.AppendJoin(", ", Enumerable.Range(0, each.Rows.GetLength(0)).Select(row =>
            $"({row}, {string.Join(", ", Enumerable.Range(0, each.Rows.GetLength(1)).Select(column => Literal(each.Rows[row, column])))}, 7)"));
        Execute(connection, text.ToString());
    }

    public static void Execute(DbConnection connection, string text)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = text;
        command.CommandTimeout = 300;
        command.ExecuteNonQuery();
    }

    protected double[,] Run(DbConnection connection, CodeCase each)
    {
        CreateTable(connection, each);
        double[,] predictions = new double[each.Rows.GetLength(0), each.OutputCount];
        using DbCommand command = connection.CreateCommand();
        command.CommandText = each.Code;
        command.CommandTimeout = 300;
        using DbDataReader reader = command.ExecuteReader();
        int count = 0;
        while (reader.Read())
        {
            int row = Convert.ToInt32(reader["id"], CultureInfo.InvariantCulture);
            Convert.ToInt32(reader["a1"], CultureInfo.InvariantCulture).Should().Be(7);
            for (int k = 0; k < each.OutputCount; k++)
            {
                object value = reader[each.OutputCount == 1 ? "prediction" : FormattableString.Invariant($"prediction_{k + 1}")];
                predictions[row, k] = value is DBNull ? double.NaN : Convert.ToDouble(value, CultureInfo.InvariantCulture);
            }

            count++;
        }

        count.Should().Be(each.Rows.GetLength(0));
        reader.FieldCount.Should().Be(2 + each.InputNames.Count + each.OutputCount);
        return predictions;
    }

    private static string Literal(double value) => double.IsNaN(value) ? "NULL" : SqlExpressions.Number(value);
}
