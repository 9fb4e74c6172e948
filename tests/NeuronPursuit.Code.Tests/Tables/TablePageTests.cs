using System.Data.Common;
using System.Globalization;
using NeuronPursuit.Code.Tests.Engines;

namespace NeuronPursuit.Code.Tests.Tables;

/// <summary>The examples of docs/code.md that take columns by name are what the library writes, and engines run them.</summary>
[Collection("docs/code.md")]
public class TablePageTests
{
    private static readonly (double Area, string? City, bool? Garden)[] Flats = [(85, "Bonn", true), (40, "Köln", false), (60, "Paris", null), (120, null, false)];

    public static TheoryData<CodeTarget> Shown => [CodeTarget.CSharp, CodeTarget.C, CodeTarget.Python, CodeTarget.PostgreSql];

    /// <summary>Two neurons on the size, the city and the garden of a flat.</summary>
    private static TableModel Model
    {
        get
        {
            ColumnSchema[] columns =
            [
                new("area", ColumnKind.Number, ColumnRole.Input) { Minimum = 30, Maximum = 130 },
                new("city", ColumnKind.Category, ColumnRole.Input) { Categories = ["Bonn", "Köln", "Ulm"], MissingShare = 0.1 },
                new("garden", ColumnKind.YesNo, ColumnRole.Input) { Categories = ["no", "yes"] },
            ];
            var encoder = new TableEncoder(columns, [new PlainEncoding("area", isYesNo: false), new OneHotEncoding(columns[1], [false, false, true], hasMissing: false), new PlainEncoding("garden", isYesNo: true)]);
            InputColumn Of(int column, double offset, double scale) => new(column, NetworkInputKind.Value, offset, scale) { WhereMissing = 0 };
            var model = new NeuronPursuitModel(
                new FittedNetworks(
                    [new Network(new NetworkShape([6, 2, 1], HomogeneousActivation.ReLU), [1.5, -0.5, 0.25, 0, 0.25, 0.5, -0.75, 0, 1, 0.5, 0, 0.25, 60, -20])],
                    new ModelPreprocessing(new InputMap([Of(0, 80, 32), Of(1, 0.5, 0.5), Of(2, 0.25, 0.5), Of(3, 0.125, 0.25), Of(4, 0.25, 0.5)]), Intercept: true, new ColumnScaling([250], [1]))),
                [],
                PursuitStopReason.MaxIterations);
            var schema = new TableSchema
            {
                Columns = [.. columns, new ColumnSchema("price", ColumnKind.Number, ColumnRole.Target)],
                RowCount = 180,
                Fingerprint = "0c5e2d3a91b7",
                Recipe = "Fast",
                Seed = 1,
                LibraryVersion = "0.1.0",
            };
            return new TableModel(schema, encoder, model, []);
        }
    }

    [Theory]
    [MemberData(nameof(Shown))]
    public void Page_ExampleOfATable_IsWhatTheLibraryWritesAndRuns(CodeTarget target)
    {
        string code = Model.ToCode(target, new CodeOptions { Name = "price", Table = "flats" });

        CodePageTests.RequireExample("table: " + target, code);

        double[] expected = Model.Predict(Table.FromColumns(
            [("area", Flats.Select(flat => flat.Area).ToArray()), ("city", Flats.Select(flat => flat.City).ToArray()), ("garden", Flats.Select(flat => flat.Garden).ToArray())])).Values;
        double[] found = target switch
        {
            CodeTarget.CSharp => CSharp(code),
            CodeTarget.C => C(code),
            CodeTarget.Python => Python(code),
            _ => PostgreSql(code),
        };
        for (int row = 0; row < expected.Length; row++)
        {
            found[row].Should().BeApproximately(expected[row], 1e-10);
        }
    }

    private static double[] CSharp(string code)
    {
        Type type = CSharpEngine.Compile([code]).GetType("PriceModel")!;
        Type row = type.GetNestedType("Row")!;
        return [.. Flats.Select(flat =>
        {
            object boxed = Activator.CreateInstance(row)!;
            row.GetProperty("Area")!.SetValue(boxed, flat.Area);
            row.GetProperty("City")!.SetValue(boxed, flat.City);
            row.GetProperty("Garden")!.SetValue(boxed, flat.Garden);
            return (double)type.GetMethod("Predict")!.Invoke(null, [boxed])!;
        })];
    }

    private static double[] C(string code)
    {
        Assert.SkipUnless(Shell.Missing("gcc") is null, Shell.Missing("gcc") ?? "");
        using var folder = new TemporaryFolder();
        string rows = string.Join(", ", Flats.Select(flat => string.Create(
            CultureInfo.InvariantCulture, $"{{{flat.Area}, {(flat.City is null ? "NULL" : $"\"{flat.City}\"")}, {(flat.Garden is { } yes ? yes ? "1" : "0" : "NAN")}}}")));
        File.WriteAllText(folder.File("main.c"), code + $"#include <stdio.h>\nint main(void) {{ const price_row rows[] = {{{rows}}}; for (int k = 0; k < {Flats.Length}; k++) printf(\"%.17g\\n\", price(&rows[k])); }}\n");
        Shell.Run("gcc", folder.File("main.c"), "-std=c99", "-Wall", "-Werror", "-o", folder.File("main"), "-lm");
        return Lines(Shell.Run(folder.File("main")));
    }

    private static double[] Python(string code)
    {
        Assert.SkipUnless(Shell.Missing("python3") is null, Shell.Missing("python3") ?? "");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("price.py"), code);
        string rows = string.Join(", ", Flats.Select(flat => string.Create(
            CultureInfo.InvariantCulture, $"{{'area': {flat.Area}, 'city': {(flat.City is null ? "None" : $"'{flat.City}'")}, 'garden': {flat.Garden?.ToString() ?? "None"}}}")));
        File.WriteAllText(folder.File("run.py"), $"import price\nfor row in [{rows}]: print(repr(price.price(row)))\n");
        return Lines(Shell.Run("python3", folder.File("run.py")));
    }

    private static double[] PostgreSql(string code)
    {
        var engine = new PostgreSqlEngine();
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");
        using DbConnection connection = engine.Open();
        string rows = string.Join(", ", Flats.Select(flat => string.Create(
            CultureInfo.InvariantCulture, $"({flat.Area}, {(flat.City is null ? "NULL" : $"'{flat.City}'")}, {flat.Garden?.ToString() ?? "NULL"})")));
        DatabaseEngine.Execute(connection, $"CREATE TEMPORARY TABLE flats (area double precision, city text, garden boolean); INSERT INTO flats VALUES {rows}");
        using DbCommand command = connection.CreateCommand();
        command.CommandText = code;
        using DbDataReader reader = command.ExecuteReader();
        var found = new List<double>();
        while (reader.Read())
        {
            found.Add((double)reader["prediction"]);
        }

        return [.. found];
    }

    private static double[] Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
}
