using System.Data.Common;
using System.Diagnostics;
using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using Npgsql;

namespace NeuronPursuit.CodeSpeed;

/// <summary>Rows a second of the SELECT: the sum of the predictions of a table in memory, the best of three.</summary>
/// <remarks>The variables POSTGRES and MARIADB hold connection strings; without one an entry is empty.</remarks>
internal static class DatabaseSpeed
{
    private const int RowCount = 20_000;

    public static IEnumerable<string> Of(NeuronPursuitModel model)
    {
        yield return Measure(model, CodeTarget.Sqlite, new SqliteConnection("Data Source=:memory:"), "REAL");
        yield return Measure(model, CodeTarget.DuckDb, new DuckDBConnection("Data Source=:memory:"), "DOUBLE");
        yield return Environment.GetEnvironmentVariable("POSTGRES") is { } postgres
            ? Measure(model, CodeTarget.PostgreSql, new NpgsqlConnection(postgres), "double precision") : "";
        yield return Environment.GetEnvironmentVariable("MARIADB") is { } mariadb
            ? Measure(model, CodeTarget.MariaDb, new MySqlConnection(mariadb), "DOUBLE") : "";
    }

    private static string Measure(NeuronPursuitModel model, CodeTarget target, DbConnection connection, string type)
    {
        using (connection)
        {
            connection.Open();
            double[,] X = SpeedModel.Rows(model.InputCount, RowCount, new Random(3));
            Execute($"CREATE TEMPORARY TABLE data ({string.Join(", ", Enumerable.Range(1, model.InputCount).Select(j => $"x{j} {type}"))})");
            const int Batch = 1000;
            for (int start = 0; start < RowCount; start += Batch)
            {
                Execute("INSERT INTO data VALUES " + string.Join(", ", Enumerable.Range(start, Batch).Select(i =>
                    "(" + string.Join(", ", Enumerable.Range(0, model.InputCount).Select(j => X[i, j].ToString("e16", System.Globalization.CultureInfo.InvariantCulture))) + ")")));
            }

            string query = $"SELECT sum(prediction) FROM ({model.ToCode(target)}) AS scored";
            double best = double.PositiveInfinity;
            for (int round = 0; round < 3; round++)
            {
                long begin = Stopwatch.GetTimestamp();
                Execute(query);
                best = Math.Min(best, Stopwatch.GetElapsedTime(begin).TotalSeconds);
            }

            return FormattableString.Invariant($"{RowCount / best:n0}");
        }

        void Execute(string text)
        {
            using DbCommand command = connection.CreateCommand();
            command.CommandText = text;
            command.CommandTimeout = 600;
            command.ExecuteScalar();
        }
    }
}
