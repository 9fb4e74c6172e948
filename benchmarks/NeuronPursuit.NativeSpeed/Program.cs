using System.Diagnostics;
using NeuronPursuit;
using NeuronPursuit.Benchmarks;

// Median milliseconds of a warm fit, and its test error, one line per task: for comparing the JIT with NativeAOT.
const int WarmUp = 30;
const int Rounds = 21;
foreach (PaperTask task in new[] { PaperTask.Named("f1 800"), PaperTask.Named("h1 800"), PaperTask.Named("f2 1600") })
{
    (double[,] x, double[] y) = task.TrainingData();
    (double[,] testX, double[] testY) = task.TestData(10_000);
    NeuronPursuitBuilder builder = task.Builder().WithMaxDegreeOfParallelism(1);
    NeuronPursuitModel model = builder.Fit(x, y);
    double[] milliseconds = new double[Rounds];
    for (int round = -WarmUp; round < Rounds; round++)
    {
        long start = Stopwatch.GetTimestamp();
        model = builder.Fit(x, y);
        if (round >= 0)
        {
            milliseconds[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
    }

    Array.Sort(milliseconds);
    double error = PaperTask.RelativeError(model.Predict(testX), testY);
    Console.WriteLine(FormattableString.Invariant($"{task}: {milliseconds[Rounds / 2]:f2} ms, best {milliseconds[0]:f2} ms, test error {error:e6}"));
}
