using System.Diagnostics;

namespace NeuronPursuit.Tests.EstimatorChecks;

/// <summary>Many rows and many threads on one model. Alone, since memory is that of the whole process.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(LoadChecks))]
[CollectionDefinition(nameof(LoadChecks), DisableParallelization = true)]
public class LoadChecks
{
    private const int Rows = 1_000_000;
    private const long Megabyte = 1 << 20;

    public static TheoryData<string> Models => ["Fast", "three outputs, squared ReLU, depth 4", "clip and ranks", "missing values", "Tabular", "classifier"];

    [Theory]
    [MemberData(nameof(Models))]
    public void PredictAll_AMillionRows_NeedsLittleMoreThanTheResult(string name)
    {
        (NeuronPursuitModel model, double[,] few) = FittedModels.Of(name);
        double[,] X = CheckData.Map(new double[Rows, CheckData.Inputs], (row, column, _) => few[row % CheckData.Rows, column]);
        GC.Collect();
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        long before = WorkingSet();
        using var sampler = new PeakSampler(WorkingSet);

        double[,] predicted = model.PredictAll(X);

        long result = (long)Rows * model.OutputCount * sizeof(double);
        (GC.GetTotalAllocatedBytes(precise: true) - allocated).Should().BeLessThan(result + 16 * Megabyte);
        (sampler.Stop() - before).Should().BeLessThan(result + 64 * Megabyte);
        double[,] expected = model.PredictAll(few);
        for (int row = 0; row < Rows; row++)
        {
            for (int k = 0; k < model.OutputCount; k++)
            {
                if (BitConverter.DoubleToInt64Bits(predicted[row, k]) != BitConverter.DoubleToInt64Bits(expected[row % CheckData.Rows, k]))
                {
                    Assert.Fail($"Row {row} is {predicted[row, k]}, not {expected[row % CheckData.Rows, k]}.");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void PredictAll_SixtyFourThreadsForLong_GiveTheSameBits(string name)
    {
        (NeuronPursuitModel model, double[,] few) = FittedModels.Of(name);
        double[,] X = CheckData.Map(new double[9_001, CheckData.Inputs], (row, column, _) => few[row % CheckData.Rows, column]);
        double[,] expected = model.PredictAll(X);
        int wrong = 0;

        Thread[] threads = [.. Enumerable.Range(0, 64).Select(_ => new Thread(() =>
        {
            for (int round = 0; round < 10; round++)
            {
                if (!ModelAssertions.Bits(model.PredictAll(X)).AsSpan().SequenceEqual(ModelAssertions.Bits(expected)))
                {
                    Interlocked.Increment(ref wrong);
                }
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        wrong.Should().Be(0);
    }

    private static long WorkingSet()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <summary>The largest value that a quantity has while something runs.</summary>
    private sealed class PeakSampler : IDisposable
    {
        private readonly Thread _thread;
        private volatile bool _stopped;
        private long _peak;

        public PeakSampler(Func<long> quantity)
        {
            _thread = new Thread(() =>
            {
                while (!_stopped)
                {
                    _peak = Math.Max(_peak, quantity());
                    Thread.Sleep(2);
                }
            });
            _thread.Start();
        }

        public long Stop()
        {
            _stopped = true;
            _thread.Join();
            return _peak;
        }

        public void Dispose() => Stop();
    }
}
