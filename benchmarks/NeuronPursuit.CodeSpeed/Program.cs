using NeuronPursuit;
using NeuronPursuit.CodeSpeed;

// One row by Predict, by generated C# and C and by ONNX Runtime, and rows a second by databases: benchmarks/code-speed.
int inputs = 50;
NeuronPursuitModel[] models = [SpeedModel.Of(inputs, 6, 3), SpeedModel.Of(10, 8), SpeedModel.Of(20, 20, 10)];
Console.WriteLine("| one row, ns (best of 400 rounds of 1 ms) | Predict | C# | times faster | C, -O2 -mfma | ONNX Runtime, double |");
Console.WriteLine("|---|---|---|---|---|---|");
foreach (NeuronPursuitModel model in models)
{
    double own = RowSpeed.Predict(model), csharp = RowSpeed.CSharp(model);
    Console.WriteLine(FormattableString.Invariant(
        $"| {SpeedModel.Name(model)} | {own:f0} | {csharp:f0} | {own / csharp:f2} | {RowSpeed.C(model)} | {RowSpeed.Onnx(model):f0} |"));
}

Console.WriteLine();
Console.WriteLine("| rows a second, of 20,000 | SQLite | DuckDB | PostgreSQL | MariaDB |");
Console.WriteLine("|---|---|---|---|---|");
foreach (NeuronPursuitModel model in models)
{
    Console.WriteLine($"| {SpeedModel.Name(model)} | {string.Join(" | ", DatabaseSpeed.Of(model))} |");
}
