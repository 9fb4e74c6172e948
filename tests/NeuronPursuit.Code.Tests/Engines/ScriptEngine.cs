using System.Globalization;
using NeuronPursuit.Code.Tests.Support;

namespace NeuronPursuit.Code.Tests.Engines;

/// <summary>Modules that an interpreter imports; it prints a line of numbers for every row.</summary>
internal abstract class ScriptEngine(string program, string extension) : ICodeEngine
{
    public string? Missing => Shell.Missing(program);

    public IReadOnlyList<double[,]> Run(IReadOnlyList<CodeCase> cases)
    {
        using var folder = new TemporaryFolder();
        foreach (CodeCase each in cases)
        {
            File.WriteAllText(folder.File(each.Name + extension), each.Code);
            File.WriteAllLines(folder.File(each.Name + ".rows"), Enumerable.Range(0, each.Rows.GetLength(0)).Select(row =>
                string.Join(' ', Enumerable.Range(0, each.Rows.GetLength(1)).Select(column => each.Rows[row, column].ToString("R", CultureInfo.InvariantCulture)))));
        }

        File.WriteAllText(folder.File("run" + extension), Driver(cases));
        string[] lines = Shell.Run(program, folder.File("run" + extension)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        int line = 0;
        var all = new List<double[,]>();
        foreach (CodeCase each in cases)
        {
            double[,] predictions = new double[each.Rows.GetLength(0), each.OutputCount];
            for (int row = 0; row < predictions.GetLength(0); row++)
            {
                string[] numbers = lines[line++].Split(' ');
                numbers.Should().HaveCount(each.OutputCount);
                for (int k = 0; k < numbers.Length; k++)
                {
                    predictions[row, k] = Parse(numbers[k]);
                }
            }

            all.Add(predictions);
        }

        lines.Should().HaveCount(line);
        return all;
    }

    protected abstract string Driver(IReadOnlyList<CodeCase> cases);

    private static double Parse(string text) => text switch
    {
        "inf" or "Infinity" => double.PositiveInfinity,
        "-inf" or "-Infinity" => double.NegativeInfinity,
        "nan" or "NaN" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}

/// <summary>Python.</summary>
internal sealed class PythonEngine() : ScriptEngine("python3", ".py")
{
    protected override string Driver(IReadOnlyList<CodeCase> cases) => "import os\nhere = os.path.dirname(os.path.abspath(__file__))\n" + string.Concat(cases.Select(each => $"""
        import {each.Name}
        for line in open(os.path.join(here, "{each.Name}.rows")):
            found = {each.Name}.{each.Name}([None if text == "NaN" else float(text) for text in line.split()])
            print(*(map(repr, found) if isinstance(found, list) else [repr(found)]))

        """));
}

/// <summary>JavaScript.</summary>
internal sealed class NodeEngine() : ScriptEngine("node", ".mjs")
{
    protected override string Driver(IReadOnlyList<CodeCase> cases) => "import { readFileSync } from 'node:fs';\n" + string.Concat(cases.Select(each => $$"""
        {
          const { {{each.Name}}: predict } = await import('./{{each.Name}}.mjs');
          for (const line of readFileSync(new URL('./{{each.Name}}.rows', import.meta.url), 'utf8').trim().split('\n')) {
            const found = predict(line.split(' ').map((text) => (text === 'NaN' ? null : Number(text))));
            console.log([found].flat().join(' '));
          }
        }

        """));
}
