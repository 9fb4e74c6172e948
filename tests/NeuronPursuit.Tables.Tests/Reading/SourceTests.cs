using System.Data;
using System.Globalization;
using Microsoft.Data.Sqlite;
using NeuronPursuit.Code.Tests.Engines;
using Npgsql;
using Parquet;
using Parquet.Schema;

namespace NeuronPursuit.Tables.Tests.Reading;

/// <summary>The same table through CSV, Parquet, a database and records: the same fingerprint, and the same bits of predictions.</summary>
public class SourceTests
{
    private sealed record House(double Area, int? Rooms, string City, bool Garden, DateTime Sold, decimal Tax, double Price);

    private static readonly House[] Houses = [.. Enumerable.Range(0, 60).Select(i => new House(
        40 + (i * 7919 % 101) + 0.1, i % 9 == 0 ? null : 1 + (i % 5), (i % 3) switch { 0 => "Bonn", 1 => "Köln", _ => "Ulm" }, i % 4 == 0,
        new DateTime(2023, 1, 1).AddDays(i * 11), 100.05m + (i / 100m), (3.3 * (40 + (i * 7919 % 101))) + (i % 4 == 0 ? 20 : 0)))];

    [Fact]
    public void Tables_OfTheSameRows_HaveTheSameFingerprintAndPredictions()
    {
        using var folder = new TemporaryFolder();
        Table[] tables = [Table.From(Houses), OfCsv(folder), OfParquet(folder), OfSqlite(), OfDataTable()];

        tables.Select(table => table.Fingerprint).Distinct().Should().ContainSingle();
        double[][] predictions = [.. tables.Select(table => Small().FitTable(table, "Price").Predict(table).Values)];
        predictions.Should().AllSatisfy(values => values.Should().Equal(predictions[0]));
    }

    [Fact]
    public void Table_OfPostgreSql_HasTheSameFingerprintAndPredictions()
    {
        Assert.SkipUnless(Directory.Exists("/usr/lib/postgresql"), "PostgreSQL is not installed; scripts/code-engines.sh installs it");

        Table table = OfPostgreSql();

        table.Fingerprint.Should().Be(Table.From(Houses).Fingerprint, "double precision, numeric, date and boolean hold what records do");
        TableModel model = Small().FitTable(Table.From(Houses), "Price");
        Small().FitTable(table, "Price").Predict(table).Values.Should().Equal(model.Predict(Table.From(Houses)).Values);
    }

    [Fact]
    public void From_SingleAndDoubleOfTheSameText_DifferAndAreReported()
    {
        var table = Table.From(Enumerable.Range(0, 30).Select(i => new { X = i + 0.1f, Y = i % 2 + 0.5 }));

        table.Numbers("X")[0].Should().NotBe(0.1);
        table.Inspect("Y").Should().ContainSingle(finding => finding.Kind == FindingKind.SinglePrecision && finding.Column == "X");
    }

    [Fact]
    public void From_PropertyThatIsNoCell_IsRefusedByName() =>
        FluentActions.Invoking(() => Table.From([new { Name = "a", Tags = new[] { "b" } }]))
            .Should().Throw<ArgumentException>().WithMessage("*'Tags'*String[]*");

    [Fact]
    public void From_InfiniteNumber_IsRefusedByRow() =>
        FluentActions.Invoking(() => Table.From([new { A = 1.0 }, new { A = double.PositiveInfinity }]))
            .Should().Throw<ArgumentException>().WithMessage("*'A'*infinite in row 1*");

    [Fact]
    public void From_SqliteTextInANumberColumn_IsRefusedByRow()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE t (a REAL); INSERT INTO t VALUES (1.5), ('NA'); SELECT a FROM t";

        FluentActions.Invoking(() => Table.From(command.ExecuteReader())).Should().Throw<ArgumentException>().WithMessage("*'a'*'NA' in row 1*");
    }

    [Fact]
    public void From_LongThatADoubleDoesNotHold_IsRefused() =>
        FluentActions.Invoking(() => Table.From([new { Id = long.MaxValue }])).Should().Throw<ArgumentException>().WithMessage("*'Id'*9223372036854775807*");

    [Fact]
    public void ReadParquet_NoParquet_IsRefused()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.parquet"), "a,b\n1,2\n");

        FluentActions.Invoking(() => Table.ReadParquet(folder.File("a.parquet"))).Should().Throw<InvalidDataException>().WithMessage("*a.parquet*");
    }

    private static NeuronPursuitBuilder Small() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2).WithMaxIterations(3);

    private static Table OfCsv(TemporaryFolder folder)
    {
        File.WriteAllLines(folder.File("a.csv"), Houses.Select(house => string.Create(CultureInfo.GetCultureInfo("de-DE"),
            $"{house.Area};{house.Rooms?.ToString(CultureInfo.InvariantCulture) ?? "NA"};{house.City};{(house.Garden ? "ja" : "nein")};{house.Sold:dd.MM.yyyy};{house.Tax};{house.Price:R}")).Prepend("Area;Rooms;City;Garden;Sold;Tax;Price"));
        return Table.ReadCsv(folder.File("a.csv"));
    }

    private static Table OfParquet(TemporaryFolder folder)
    {
        DataField[] fields =
        [
            new DataField<double>("Area"), new DataField<int?>("Rooms"), new DataField<string>("City"), new DataField<bool>("Garden"),
            new DateTimeDataField("Sold", DateTimeFormat.DateAndTime), new DecimalDataField("Tax", 18, 4), new DataField<double?>("Price"),
        ];
        Write().GetAwaiter().GetResult();
        return Table.ReadParquet(folder.File("a.parquet"));

        async Task Write()
        {
            await using FileStream stream = File.Create(folder.File("a.parquet"));
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(fields), stream, cancellationToken: default);
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync<double>(fields[0], Houses.Select(house => house.Area).ToArray(), default, null, default);
            await group.WriteAsync<int>(fields[1], Houses.Select(house => house.Rooms).ToArray(), default, null, default);
            await group.WriteAsync(fields[2], Houses.Select(house => house.City).ToArray(), default);
            await group.WriteAsync<bool>(fields[3], Houses.Select(house => house.Garden).ToArray(), default, null, default);
            await group.WriteAsync<DateTime>(fields[4], Houses.Select(house => house.Sold).ToArray(), default, null, default);
            await group.WriteAsync<decimal>(fields[5], Houses.Select(house => house.Tax).ToArray(), default, null, default);
            await group.WriteAsync<double>(fields[6], Houses.Select(house => (double?)house.Price).ToArray(), default, null, default);
        }
    }

    private static Table OfSqlite()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE houses (Area REAL, Rooms INTEGER, City TEXT, Garden INTEGER, Sold TEXT, Tax REAL, Price REAL)";
        command.ExecuteNonQuery();
        foreach (House house in Houses)
        {
            using SqliteCommand insert = connection.CreateCommand();
            insert.CommandText = "INSERT INTO houses VALUES ($a, $b, $c, $d, $e, $f, $g)";
            object[] values = [house.Area, (object?)house.Rooms ?? DBNull.Value, house.City, house.Garden, house.Sold, (double)house.Tax, house.Price];
            for (int i = 0; i < values.Length; i++)
            {
                insert.Parameters.AddWithValue("$" + "abcdefg"[i], values[i]);
            }

            insert.ExecuteNonQuery();
        }

        command.CommandText = "SELECT * FROM houses";
        using SqliteDataReader reader = command.ExecuteReader();

        // SQLite has no booleans: they come as the numbers 0 and 1.
        return Table.From(reader).AsYesNo("Garden");
    }

    private static Table OfPostgreSql()
    {
        using var connection = new NpgsqlConnection(new Server("postgres").Connection + ";Pooling=false");
        connection.Open();
        using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = """
            CREATE TEMPORARY TABLE houses ("Area" double precision, "Rooms" integer, "City" text, "Garden" boolean, "Sold" date, "Tax" numeric(9, 2), "Price" double precision)
            """;
        command.ExecuteNonQuery();
        using (NpgsqlBinaryImporter writer = connection.BeginBinaryImport("COPY houses FROM STDIN (FORMAT BINARY)"))
        {
            foreach (House house in Houses)
            {
                writer.StartRow();
                writer.Write(house.Area);
                writer.Write(house.Rooms);
                writer.Write(house.City);
                writer.Write(house.Garden);
                writer.Write(DateOnly.FromDateTime(house.Sold));
                writer.Write(house.Tax);
                writer.Write(house.Price);
            }

            writer.Complete();
        }

        command.CommandText = "SELECT * FROM houses";
        using NpgsqlDataReader reader = command.ExecuteReader();
        return Table.From(reader);
    }

    private static Table OfDataTable()
    {
        using var data = new DataTable();
        data.Columns.Add("Area", typeof(double));
        data.Columns.Add("Rooms", typeof(long));
        data.Columns.Add("City", typeof(string));
        data.Columns.Add("Garden", typeof(bool));
        data.Columns.Add("Sold", typeof(DateTime));
        data.Columns.Add("Tax", typeof(decimal));
        data.Columns.Add("Price", typeof(double));
        foreach (House house in Houses)
        {
            data.Rows.Add(house.Area, house.Rooms is { } rooms ? (long)rooms : DBNull.Value, house.City, house.Garden, house.Sold, house.Tax, house.Price);
        }

        using DataTableReader reader = data.CreateDataReader();
        return Table.From(reader);
    }
}
