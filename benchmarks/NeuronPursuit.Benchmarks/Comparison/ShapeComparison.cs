using System.Numerics;

namespace NeuronPursuit.Benchmarks;

/// <summary>Evaluations and correlations: a round of the probe, one of the library, one of PyTorch, and again.</summary>
internal sealed class ShapeComparison(ComparisonTable table, PythonPeer? peer, int rounds)
{
    private static readonly Dictionary<string, string> Goals = new()
    {
        ["A"] = "60x, 45 %",
        ["B"] = "18x, 70 %",
        ["C"] = "5x, 70 %",
        ["D"] = "2x, 75 %",
        ["E"] = "3x, 65 %",
        ["F"] = "1.9x, 75 %",
        ["NCF B"] = "8x",
        ["NCF E"] = "3.5x",
    };

    private static readonly Dictionary<string, string> DoubleGoals = new()
    {
        ["A"] = "45 %",
        ["B"] = "70 %",
        ["C"] = "70 %",
        ["D"] = "70 %",
        ["E"] = "60 %",
        ["F"] = "70 %",
    };

    public void Run()
    {
        RunPrecision<float>("float32", Goals);
        RunPrecision<double>("float64", DoubleGoals);
        AddPrediction();
    }

    private void RunPrecision<T>(string dtype, Dictionary<string, string> goals)
        where T : unmanaged, INumberBase<T>
    {
        foreach (EvaluationShape shape in EvaluationShape.All)
        {
            var command = new { command = "evaluation", samples = shape.Samples, widths = shape.Widths, square = shape.Square, dtype };
            var library = new LibraryEvaluation<T>(SyntheticData.Evaluation(shape));
            Alternate<T>(shape.ToString(), dtype, library, shape.Operations, command, goals.GetValueOrDefault(shape.Name, ""));
        }

        foreach (CorrelationShape shape in CorrelationShape.All)
        {
            var command = new { command = "ncf", samples = shape.Samples, inputs = shape.Inputs, outputs = shape.Outputs, restarts = shape.Restarts, dtype };
            var library = new LibraryCorrelation<T>(SyntheticData.Correlation(shape));
            Alternate<T>(shape.ToString(), dtype, library, shape.Operations, command, goals.GetValueOrDefault($"NCF {shape.Name}", ""));
        }
    }

    private void Alternate<T>(string name, string dtype, IWorkload library, double operations, object command, string goal)
        where T : unmanaged, INumberBase<T>
    {
        Console.Error.WriteLine($"{name}, {dtype}");
        var timer = new RoundTimer(() => library.Evaluate());

        // The first round of the peer sets it up and warms it up.
        peer?.Round(command);
        Series times = new(), peaks = new(), peerTimes = new();
        for (int round = 0; round < rounds; round++)
        {
            peaks.Add(MachineProbe.FmaPeak<T>());
            times.Add(timer.Round());
            if (peer is not null)
            {
                peerTimes.Add(peer.Round(command));
            }
        }

        double peak = peaks.Greatest;
        table.Add(
            name,
            dtype,
            times,
            (operations / times.Median / peak, operations / times.Least / peak),
            peer is null ? null : peerTimes.Median,
            goal);
    }

    private void AddPrediction()
    {
        PredictionTimer prediction = new();
        Series times = new();
        for (int round = 0; round < rounds; round++)
        {
            times.Add(prediction.Round());
        }

        table.Add(PredictionTimer.Name, "float64", times, null, null, "150 ns");
        table.Note($"Predict of one sample allocates {prediction.AllocatedBytes():0.##} bytes (goal: 0).");
    }
}
