// A CSV of 1,000,000 rows and 20 columns: read by Sep alone, as a Table, and by ML.NET; and scored.
// dotnet run -c Release --project benchmarks/NeuronPursuit.TableSpeed [-- ROWS]
using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using NeuronPursuit;
using nietras.SeparatedValues;

const int Repeats = 3;
int rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
string path = Path.Combine(Path.GetTempPath(), $"table-speed-{rows}.csv");
if (!File.Exists(path))
{
    Write(path, rows);
}

double megabytes = new FileInfo(path).Length / 1e6;
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} rows, 20 columns (16 numbers, 2 categories, a date, yes and no), {megabytes:0} MB"));

Measure("Sep alone: every cell read, numbers parsed", () =>
{
    double sum = 0;
    using SepReader reader = Sep.New(',').Reader().FromFile(path);
    foreach (SepReader.Row row in reader)
    {
        for (int column = 0; column < 16; column++)
        {
            sum += row[column].Parse<double>();
        }

        for (int column = 16; column < 20; column++)
        {
            sum += row[column].Span.Length;
        }
    }

    return sum;
});
Measure("Table.ReadCsv", () => Table.ReadCsv(path).RowCount);
Measure("ML.NET TextLoader: a cursor over all columns", () =>
{
    var ml = new MLContext(1);
    TextLoader.Column[] columns =
    [
        .. Enumerable.Range(0, 16).Select(column => new TextLoader.Column($"x{column}", DataKind.Double, column)),
        .. Enumerable.Range(16, 4).Select(column => new TextLoader.Column($"t{column}", DataKind.String, column)),
    ];
    IDataView view = ml.Data.LoadFromTextFile(path, columns, separatorChar: ',', hasHeader: true);
    double sum = 0;
    using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
    ValueGetter<double>[] numbers = [.. view.Schema.Where(column => column.Type is NumberDataViewType).Select(cursor.GetGetter<double>)];
    ValueGetter<ReadOnlyMemory<char>>[] texts = [.. view.Schema.Where(column => column.Type is TextDataViewType).Select(cursor.GetGetter<ReadOnlyMemory<char>>)];
    while (cursor.MoveNext())
    {
        foreach (ValueGetter<double> getter in numbers)
        {
            double value = 0;
            getter(ref value);
            sum += value;
        }

        foreach (ValueGetter<ReadOnlyMemory<char>> getter in texts)
        {
            ReadOnlyMemory<char> value = default;
            getter(ref value);
            sum += value.Length;
        }
    }

    return sum;
});

Table table = Table.ReadCsv(path);
TableModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2).WithMaxIterations(6).FitTable(table.SelectRows(Enumerable.Range(0, 2000)), "x0");
Console.WriteLine($"{model}; {string.Join("-", model.Model.HiddenWidths)} neurons");
Measure("Predict of the table", () => model.Predict(table).Values[^1]);
Measure("read and scored", () => model.Predict(Table.ReadCsv(path)).Values[^1]);

void Measure(string what, Func<double> run)
{
    double best = double.MaxValue;
    for (int repeat = 0; repeat < Repeats; repeat++)
    {
        var watch = Stopwatch.StartNew();
        run();
        best = Math.Min(best, watch.Elapsed.TotalSeconds);
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {best:0.00} s, {rows / best / 1e6:0.00} million rows a second"));
}

static void Write(string path, int rows)
{
    var random = new Random(1);
    using var writer = new StreamWriter(path);
    writer.WriteLine(string.Join(',', Enumerable.Range(0, 16).Select(column => $"x{column}").Concat(["city", "shop", "day", "ok"])));
    for (int row = 0; row < rows; row++)
    {
        for (int column = 0; column < 16; column++)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{(column % 4 == 3 ? random.Next(1000) : Math.Round(1000 * random.NextDouble(), 1 + (column % 6)))},"));
        }

        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"city{random.Next(12)},shop{random.Next(400)},{new DateTime(2020, 1, 1).AddDays(random.Next(1500)):yyyy-MM-dd},{(random.Next(2) == 0 ? "yes" : "no")}"));
    }
}
