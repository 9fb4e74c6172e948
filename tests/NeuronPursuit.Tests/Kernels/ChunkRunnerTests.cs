namespace NeuronPursuit.Tests;

public sealed class ChunkRunnerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Run_ManyTimes_RunsEveryChunkOnce(int threads)
    {
        var runner = new ChunkRunner(threads);
        for (int repeat = 0; repeat < 500; repeat++)
        {
            var job = new CountingJob(chunks: 1 + repeat % 13, threads);
            runner.Run(job, job.Counts.Length);
            job.Counts.Should().AllBeEquivalentTo(1);
            job.WorkersOverlapped.Should().BeFalse();
        }
    }

    [Fact]
    public async Task Run_FromSeveralCallersAtOnce_RunsEveryChunkOnce()
    {
        var runner = new ChunkRunner(3);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() =>
        {
            for (int repeat = 0; repeat < 200; repeat++)
            {
                var job = new CountingJob(7, 3);
                runner.Run(job, 7);
                job.Counts.Should().AllBeEquivalentTo(1);
            }
        })));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_AChunkThrows_RethrowsAndStaysUsable(int threads)
    {
        var runner = new ChunkRunner(threads);

        Action run = () => runner.Run(new ThrowingJob(), 8);

        run.Should().Throw<InvalidOperationException>().WithMessage("chunk 3");
        var job = new CountingJob(5, threads);
        runner.Run(job, 5);
        job.Counts.Should().AllBeEquivalentTo(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Run_Cancelled_Throws(int threads)
    {
        var runner = new ChunkRunner(threads);

        Action run = () => runner.Run(new CountingJob(8, threads), 8, new CancellationToken(canceled: true));

        run.Should().Throw<OperationCanceledException>();
    }

    private sealed class CountingJob(int chunks, int threads) : IChunkJob
    {
        private readonly int[] _busy = new int[threads];
        private volatile bool _overlapped;

        public int[] Counts { get; } = new int[chunks];

        public bool WorkersOverlapped => _overlapped;

        public void RunChunk(int chunk, int worker)
        {
            if (Interlocked.Exchange(ref _busy[worker], 1) != 0)
            {
                _overlapped = true;
            }

            Interlocked.Increment(ref Counts[chunk]);
            Volatile.Write(ref _busy[worker], 0);
        }
    }

    private sealed class ThrowingJob : IChunkJob
    {
        public void RunChunk(int chunk, int worker)
        {
            if (chunk == 3)
            {
                throw new InvalidOperationException("chunk 3");
            }
        }
    }
}
