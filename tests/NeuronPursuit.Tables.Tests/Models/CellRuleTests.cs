using System.Text.Json;

namespace NeuronPursuit.Tables.Tests.Models;

/// <summary>A cell is the same in whatever it comes: a record, a dictionary, JSON or a table.</summary>
public class CellRuleTests
{
    private static readonly Table Training = Table.FromColumns(
        ("area", Enumerable.Range(0, 90).Select(i => 30.5 + (i * 7 % 31))),
        ("city", Enumerable.Range(0, 90).Select(i => i % 3 == 0 ? "Bonn" : "Ulm")),
        ("floor", Enumerable.Range(0, 90).Select(i => i % 4)),
        ("garden", Enumerable.Range(0, 90).Select(i => i % 5 == 0)),
        ("sold", Enumerable.Range(0, 90).Select(i => new DateTime(2023, 1, 1).AddDays(i * 5).AddHours(i))),
        ("price", Enumerable.Range(0, 90).Select(i => 3.0 * (i * 7 % 31) + (i % 3 == 0 ? 20 : 0) + (i % 4 * 3)))).AsCategory("floor");

    private static readonly TableModel Model = Sales.Small().FitTable(Training, "price");

    private static readonly Dictionary<string, object?> Plain = new()
    {
        ["area"] = 50.0,
        ["city"] = "Ulm",
        ["floor"] = 2,
        ["garden"] = true,
        ["sold"] = new DateTime(2023, 5, 6, 7, 8, 9),
    };

    public static TheoryData<string, object?> Cells => new()
    {
        { "area", 61.5 }, { "area", 61 }, { "area", double.NaN }, { "area", null }, { "area", true }, { "area", "61.5" }, { "area", new DateTime(2023, 1, 1) },
        { "city", "Bonn" }, { "city", "  Bonn " }, { "city", " " }, { "city", null }, { "city", "Paris" }, { "city", 7 }, { "city", true },
        { "floor", 3 }, { "floor", 3.0 }, { "floor", "3" }, { "floor", 99 }, { "floor", "x" },
        { "garden", true }, { "garden", false }, { "garden", 1 }, { "garden", 0.0 }, { "garden", "ja" }, { "garden", " NO " }, { "garden", 2 }, { "garden", "maybe" },
        { "sold", new DateTime(2023, 2, 3, 4, 0, 0, DateTimeKind.Local) }, { "sold", new DateTime(2023, 2, 3, 4, 0, 0, DateTimeKind.Utc) },
        { "sold", "2023-02-03" }, { "sold", "2023-02-03T04:05:06Z" }, { "sold", "soon" }, { "sold", 5 },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Cell_InRecordDictionaryAndTable_IsTheSame(string column, object? cell)
    {
        var row = new Dictionary<string, object?>(Plain) { [column] = cell };
        double? byDictionary = Try(() => Model.Predict(row).Values[0]);
        double? byTable = Try(() => Model.Predict(Table.FromColumns([.. row.Select(pair => (pair.Key, (System.Collections.IEnumerable)new[] { pair.Value }))])).Values[0]);
        double? byRecord = Try(() =>
        {
            TableRecord record = Model.NewRecord();
            foreach ((string name, object? value) in row)
            {
                _ = value switch
                {
                    null => record.Set(name, (string?)null),
                    string text => record.Set(name, text),
                    bool yes => record.Set(name, yes),
                    DateTime date => record.Set(name, date),
                    _ => record.Set(name, Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture)),
                };
            }

            return record.Predict();
        });

        byRecord.Should().Be(byDictionary);
        byTable.Should().Be(byDictionary);
    }

    [Fact]
    public void Predict_JsonOfAService_IsTheSame()
    {
        Dictionary<string, object?> row = JsonSerializer.Deserialize<Dictionary<string, object?>>(
            """{ "area": 50.0, "city": "Ulm", "floor": 2, "garden": true, "sold": "2023-05-06T07:08:09" }""")!;

        row["area"].Should().BeOfType<JsonElement>();
        Model.Predict(row).Values.Should().Equal(Model.Predict(Plain).Values);
        row["area"] = JsonSerializer.Deserialize<JsonElement>("[1]");
        Model.Invoking(own => own.Predict(row)).Should().Throw<ArgumentException>().WithMessage("*'area'*JsonElement*");
    }

    [Fact]
    public void Predict_DictionaryThatIsWrong_NamesAllColumns() =>
        Model.Invoking(own => own.Predict(new Dictionary<string, object?> { ["Area"] = 5, ["city"] = 7, ["floor"] = 1, ["garden"] = true, ["sold"] = null }))
            .Should().Throw<ArgumentException>().WithMessage("*'area' (numbers) is missing. Is 'Area' meant?*'city' holds categories*'7'*");

    private static double? Try(Func<double> predict)
    {
        try
        {
            return predict();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
