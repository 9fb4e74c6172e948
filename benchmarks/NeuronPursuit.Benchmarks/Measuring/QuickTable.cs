using System.Globalization;
using System.Numerics;

namespace NeuronPursuit.Benchmarks;

/// <summary>All workloads in about two minutes: rounds of a stop-watch that alternate with the FMA probe.</summary>
internal static class QuickTable
{
    private const int Rounds = 20;

    // The baselines are slow and their figures steady.
    private const int BaselineRounds = 5;

    public static string Measure()
    {
        var table = new MarkdownTable(
            "workload", "precision", "median", "best", "share of peak, median", "share of peak, best",
            "two threads", "TensorPrimitives", "scalar", "bytes allocated");
        string loadBefore = MachineDescription.Load;
        AddPrecision<float>(table);
        AddPrecision<double>(table);
        AddPrediction(table);
        foreach (PaperTask task in PaperTask.All)
        {
            AddFit(table, task);
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            {MachineDescription.Cpu}; {MachineDescription.Runtime}; NeuronPursuit {MachineDescription.Library};
            {MachineDescription.Date}; load average {loadBefore} before and {MachineDescription.Load} after.
            FMA peak {MachineProbe.BestFmaPeak<float>() / 1e9:F0} GFLOP/s (float), {MachineProbe.BestFmaPeak<double>() / 1e9:F0} (double).
            {Rounds} rounds; "two threads" and the baselines are medians, as multiples of the library on one thread.

            {table}
            """);
    }

    private static void AddPrecision<T>(MarkdownTable table)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (EvaluationShape shape in EvaluationShape.All)
        {
            EvaluationData data = SyntheticData.Evaluation(shape);
            Add<T>(
                table, shape.ToString(), shape.Operations,
                new LibraryEvaluation<T>(data), new LibraryEvaluation<T>(data, threads: 2),
                new TensorPrimitivesEvaluation<T>(data), new ScalarEvaluation<T>(data));
        }

        foreach (CorrelationShape shape in CorrelationShape.All)
        {
            CorrelationData data = SyntheticData.Correlation(shape);
            Add<T>(
                table, shape.ToString(), shape.Operations,
                new LibraryCorrelation<T>(data), new LibraryCorrelation<T>(data, threads: 2), null, new ScalarCorrelation<T>(data));
        }
    }

    private static void Add<T>(
        MarkdownTable table, string name, double operations, IWorkload library, IWorkload twoThreads, IWorkload? primitives, IWorkload scalar)
        where T : unmanaged, INumberBase<T>
    {
        Console.Error.WriteLine($"{name}, {typeof(T).Name}");
        RequireSameValue(name, library, twoThreads, primitives, scalar);
        var timer = new RoundTimer(() => library.Evaluate());
        RoundTimer? two = Environment.ProcessorCount > 1 ? new RoundTimer(() => twoThreads.Evaluate()) : null;
        Series times = new(), peaks = new(), twoTimes = new();
        for (int round = 0; round < Rounds; round++)
        {
            peaks.Add(MachineProbe.FmaPeak<T>());
            times.Add(timer.Round());
            twoTimes.Add(two?.Round() ?? double.NaN);
        }

        table.Add(
            name,
            typeof(T).Name,
            MarkdownTable.Duration(times.Median),
            MarkdownTable.Duration(times.Least),
            MarkdownTable.Percent(operations / times.Median / peaks.Greatest),
            MarkdownTable.Percent(operations / times.Least / peaks.Greatest),
            two is null ? "-" : MarkdownTable.Times(times.Median / twoTimes.Median) + " faster",
            primitives is null ? "-" : MarkdownTable.Times(Baseline(primitives) / times.Median),
            MarkdownTable.Times(Baseline(scalar) / times.Median),
            timer.AllocatedBytes().ToString("F0", CultureInfo.InvariantCulture));
    }

    private static double Baseline(IWorkload workload)
    {
        var timer = new RoundTimer(() => workload.Evaluate());
        var times = new Series();
        for (int round = 0; round < BaselineRounds; round++)
        {
            times.Add(timer.Round());
        }

        return times.Median;
    }

    /// <summary>A fast implementation of something else would make a fine figure.</summary>
    private static void RequireSameValue(string name, params IWorkload?[] workloads)
    {
        double[] values = [.. workloads.Where(workload => workload is not null).Select(workload => workload!.Evaluate())];
        double scale = values.Max(Math.Abs);
        if (values.Any(value => !(Math.Abs(value - values[0]) <= 1e-3 * scale)))
        {
            throw new InvalidOperationException($"{name}: the implementations disagree: {string.Join(", ", values)}.");
        }
    }

    private static void AddPrediction(MarkdownTable table)
    {
        PredictionTimer prediction = new();
        Series times = new();
        for (int round = 0; round < Rounds; round++)
        {
            times.Add(prediction.Round());
        }

        AddPlain(table, PredictionTimer.Name, times, prediction.AllocatedBytes().ToString("F0", CultureInfo.InvariantCulture));
    }

    private static void AddFit(MarkdownTable table, PaperTask task)
    {
        (double[,] x, double[] y) = task.TrainingData();
        NeuronPursuitEstimator estimator = task.Builder().WithMaxDegreeOfParallelism(1).Build();
        var timer = new RoundTimer(() => estimator.Fit(x, y));
        Series times = new();
        for (int round = 0; round < BaselineRounds; round++)
        {
            times.Add(timer.Round());
        }

        AddPlain(table, $"fit of {task}", times, timer.AllocatedBytes().ToString("N0", CultureInfo.InvariantCulture));
    }

    private static void AddPlain(MarkdownTable table, string name, Series times, string allocated) => table.Add(
        name, nameof(Double), MarkdownTable.Duration(times.Median), MarkdownTable.Duration(times.Least), "-", "-", "-", "-", "-", allocated);
}
