using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using NeuronPursuit.Code.Tests.Engines;
using NeuronPursuit.Code.Tests.Support;

namespace NeuronPursuit.Code.Tests.Tables;

/// <summary>Runs the code of a table's model on rows of <see cref="MessyTable"/>: numbers, or probabilities with labels.</summary>
internal static class TableEngines
{
    /// <summary>What an engine gives for every row.</summary>
    public sealed record Found(double[,] Values, string[]? Labels);

    public static Found Run(CodeTarget target, string code, object?[][] rows, int classes, string table = "data", params string[] flags) => target switch
    {
        CodeTarget.CSharp => CSharp(code, rows, classes),
        CodeTarget.C => Lines(C(code, rows, classes, flags), rows.Length, classes),
        CodeTarget.Python => Lines(Python(code, rows, classes), rows.Length, classes),
        CodeTarget.JavaScript => Lines(JavaScript(code, rows, classes), rows.Length, classes),
        CodeTarget.Spreadsheet => Sheet(code, rows, classes),
        _ => Sql((DatabaseEngine)ParityTests.EngineOf(target), target, code, rows, classes, table),
    };

    private static Found CSharp(string code, object?[][] rows, int classes)
    {
        Type type = CSharpEngine.Compile([code]).GetType("PredictModel")!;
        Type rowType = type.GetNestedType("Row")!;
        PropertyInfo[] properties = rowType.GetProperties();
        properties.Should().HaveCount(rows[0].Length);
        MethodInfo predict = type.GetMethod("Predict")!;
        MethodInfo? probabilities = type.GetMethod("PredictProbabilities", [rowType.MakeByRefType()]);
        var values = new double[rows.Length, Math.Max(1, classes)];
        string[] labels = new string[rows.Length];
        for (int row = 0; row < rows.Length; row++)
        {
            object boxed = Activator.CreateInstance(rowType)!;
            for (int column = 0; column < properties.Length; column++)
            {
                properties[column].SetValue(boxed, rows[row][column]);
            }

            object found = predict.Invoke(null, [boxed])!;
            labels[row] = found as string ?? "";
            double[] numbers = classes == 0 ? [(double)found] : (double[])probabilities!.Invoke(null, [boxed])!;
            numbers.CopyTo(System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref values[row, 0], numbers.Length));
        }

        return new Found(values, classes == 0 ? null : labels);
    }

    private static string[] C(string code, object?[][] rows, int classes, string[] flags)
    {
        using var folder = new TemporaryFolder();
        var main = new StringBuilder(code).Append("#include <stdio.h>\nint main(void)\n{\n    const predict_row rows[] = {\n");
        foreach (object?[] row in rows)
        {
            main.Append("        {").AppendJoin(", ", row.Select((cell, column) => cell switch
            {
                null => column is 1 or 4 ? column == 1 ? "NULL" : "\" \"" : "NAN",
                string text => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"",
                DateTime date => string.Create(CultureInfo.InvariantCulture, $"predict_days({date.Year}, {date.Month}, {date.Day}, {date.Hour}, {date.Minute}, {date.Second})"),
                bool yes => yes ? "1" : "0",
                _ => ((double)cell).ToString("R", CultureInfo.InvariantCulture),
            })).Append("},\n");
        }

        main.Append(classes == 0
            ? "    };\n    for (int k = 0; k < COUNT; k++) printf(\"%.17g\\n\", predict(&rows[k]));\n    return 0;\n}\n"
            : "    };\n    for (int k = 0; k < COUNT; k++)\n    {\n        double p[CLASSES];\n        predict_probabilities(&rows[k], p);\n        printf(\"%s\", predict_labels[predict(&rows[k])]);\n        for (int c = 0; c < CLASSES; c++) printf(\"\\t%.17g\", p[c]);\n        printf(\"\\n\");\n    }\n    return 0;\n}\n");
        main.Replace("COUNT", rows.Length.ToString(CultureInfo.InvariantCulture)).Replace("CLASSES", classes.ToString(CultureInfo.InvariantCulture));
        File.WriteAllText(folder.File("main.c"), main.ToString());
        Shell.Run("gcc", [folder.File("main.c"), "-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", .. flags.Length == 0 ? ["-O2", "-mfma"] : flags, "-o", folder.File("main"), "-lm"]);
        return Shell.Run(folder.File("main")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Json(object?[][] rows) => JsonSerializer.Serialize(rows.Select(row =>
        row.Select((cell, column) => (Name: MessyTable.Columns[column], Cell: cell is DateTime date ? date.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) : cell))
            .ToDictionary(pair => pair.Name, pair => pair.Cell)));

    private static string[] Python(string code, object?[][] rows, int classes)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("model.py"), code);
        File.WriteAllText(folder.File("rows.json"), Json(rows));

        // Every other date is text, and every other yes or no a word.
        File.WriteAllText(folder.File("run.py"), $$"""
            import datetime, json, os, model
            for n, row in enumerate(json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "rows.json"), encoding="utf-8"))):
                if n % 2 and row["héllo"]:
                    row["héllo"] = datetime.datetime.fromisoformat(row["héllo"])
                if n % 3 == 0 and row['x"; drop'] is not None:
                    row['x"; drop'] = "Yes" if row['x"; drop'] else "No"
                print(*{{(classes == 0 ? "[repr(model.predict(row))]" : "[model.predict(row)] + [repr(p) for p in model.predict_probabilities(row)]")}}, sep="\t")
            """);
        return Shell.Run("env", "PYTHONIOENCODING=utf-8", "python3", folder.File("run.py")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[] JavaScript(string code, object?[][] rows, int classes)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("model.mjs"), code);
        File.WriteAllText(folder.File("rows.json"), Json(rows));
        File.WriteAllText(folder.File("run.mjs"), $$"""
            import { readFileSync } from 'node:fs';
            import * as model from './model.mjs';
            JSON.parse(readFileSync(new URL('./rows.json', import.meta.url), 'utf8')).forEach((row, n) => {
              if (n % 2 && row['héllo']) row['héllo'] = new Date(row['héllo'] + 'Z');
              if (n % 3 === 0 && row['x"; drop'] !== null) row['x"; drop'] = row['x"; drop'] ? 'Yes' : 'No';
              console.log([{{(classes == 0 ? "model.predict(row)" : "model.predict(row), ...model.predictProbabilities(row)")}}].join('\t'));
            });
            """);
        return Shell.Run("node", folder.File("run.mjs")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static Found Lines(string[] lines, int rows, int classes)
    {
        lines.Should().HaveCount(rows);
        string[][] cells = [.. lines.Select(line => line.Split('\t'))];
        int first = classes == 0 ? 0 : 1;
        var values = new double[rows, Math.Max(1, classes)];
        for (int row = 0; row < rows; row++)
        {
            for (int k = 0; k < values.GetLength(1); k++)
            {
                values[row, k] = double.Parse(cells[row][first + k], CultureInfo.InvariantCulture);
            }
        }

        return new Found(values, classes == 0 ? null : [.. cells.Select(each => each[0])]);
    }

    private static Found Sheet(string code, object?[][] rows, int classes)
    {
        // In every other row yes and no are words.
        object?[][] cells = [.. rows.Select((row, n) => row.Select(cell => n % 2 == 1 && cell is bool yes ? yes ? "Yes" : "No" : cell).ToArray())];
        int outputs = classes == 0 ? 1 : classes + 1;
        string[][] found = CalcEngine.Cells([new CodeCase("model", code, new double[rows.Length, rows[0].Length], outputs, MessyTable.Columns, "data") { Cells = cells }])[0];
        var values = new double[rows.Length, Math.Max(1, classes)];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int k = 0; k < values.GetLength(1); k++)
            {
                values[row, k] = double.Parse(found[row][found[row].Length - outputs + k], CultureInfo.InvariantCulture);
            }
        }

        return new Found(values, classes == 0 ? null : [.. found.Select(row => row[^1])]);
    }

    private static Found Sql(DatabaseEngine engine, CodeTarget target, string code, object?[][] rows, int classes, string table)
    {
        using DbConnection connection = engine.Open();
        string[] types = target switch
        {
            CodeTarget.Sqlite => ["REAL", "TEXT COLLATE NOCASE", "INTEGER", "TEXT", "TEXT"],
            CodeTarget.DuckDb => ["DOUBLE", "VARCHAR", "BOOLEAN", "TIMESTAMP", "VARCHAR"],
            CodeTarget.MariaDb => ["DOUBLE", "VARCHAR(40) CHARACTER SET utf8mb4", "BOOLEAN", "DATETIME", "VARCHAR(40)"],
            _ => ["double precision", "text", "boolean", "timestamp", "text"],
        };
        DatabaseEngine.Execute(connection, $"CREATE TEMPORARY TABLE {engine.Quote(table)} (id integer, {string.Join(", ", MessyTable.Columns.Zip(types, (name, type) => $"{engine.Quote(name)} {type}"))})");
        using (DbCommand insert = connection.CreateCommand())
        {
            string[] marks = [.. Enumerable.Range(0, types.Length + 1).Select(k => target == CodeTarget.DuckDb ? $"${k + 1}" : $"@p{k}")];
            insert.CommandText = $"INSERT INTO {engine.Quote(table)} VALUES ({string.Join(", ", marks)})";
            for (int row = 0; row < rows.Length; row++)
            {
                insert.Parameters.Clear();
                object?[] values = [row, .. rows[row].Select(cell => cell is DateTime date && target == CodeTarget.Sqlite ? date.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : cell)];
                for (int k = 0; k < values.Length; k++)
                {
                    DbParameter parameter = insert.CreateParameter();
                    parameter.ParameterName = target == CodeTarget.DuckDb ? (k + 1).ToString(CultureInfo.InvariantCulture) : marks[k];
                    parameter.Value = values[k] ?? DBNull.Value;
                    insert.Parameters.Add(parameter);
                }

                insert.ExecuteNonQuery();
            }
        }

        return Read(connection, code, rows.Length, classes);
    }

    /// <summary>The prediction of one row of a table in a database, its columns of given types.</summary>
    public static double Scalar(CodeTarget target, string code, (string Type, string Cell)[] cells)
    {
        var engine = (DatabaseEngine)ParityTests.EngineOf(target);
        using DbConnection connection = engine.Open();
        string columns = string.Join(", ", cells.Select((cell, k) => $"{engine.Quote(MessyTable.Columns[k])} {(target == CodeTarget.MariaDb && cell.Type == "timestamp" ? "datetime" : cell.Type)}"));
        DatabaseEngine.Execute(connection, $"CREATE TEMPORARY TABLE data (id integer, {columns}); INSERT INTO data VALUES (0, {string.Join(", ", cells.Select(cell => cell.Cell))})");
        return Read(connection, code, 1, 0).Values[0, 0];
    }

    private static Found Read(DbConnection connection, string code, int rows, int classes)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = code;
        command.CommandTimeout = 300;
        using DbDataReader reader = command.ExecuteReader();
        int outputs = Math.Max(1, classes);
        var values = new double[rows, outputs];
        string[] labels = new string[rows];
        int count = 0;
        while (reader.Read())
        {
            int row = Convert.ToInt32(reader["id"], CultureInfo.InvariantCulture);
            for (int k = 0; k < outputs; k++)
            {
                values[row, k] = reader.GetDouble(reader.FieldCount - outputs + k);
            }

            labels[row] = classes == 0 ? "" : (string)reader["label"];
            count++;
        }

        count.Should().Be(rows);
        return new Found(values, classes == 0 ? null : labels);
    }
}
