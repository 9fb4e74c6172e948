namespace NeuronPursuit.PortableBits;

/// <summary>A fit that one processor begins and another one ends.</summary>
internal static class Resumed
{
    private const int Iterations = 7;
    private static readonly Data Data = new(300, 8, noise: 0.2, seed: 6);

    /// <summary>Ends in the middle; what was done is in the directory.</summary>
    public static int Begin(string directory)
    {
        using var source = new CancellationTokenSource();
        try
        {
            Builder.WithCheckpoints(directory)
                .WithProgress(new Interruption(source))
                .Fit(Data.X, Data.First, source.Token);
        }
        catch (PursuitCanceledException)
        {
            return 0;
        }

        Console.Error.WriteLine("The fit ended before it was interrupted.");
        return 1;
    }

    public static string End(string directory)
    {
        string resumed = Hash.Of(Builder.WithCheckpoints(directory).Fit(Data.X, Data.First), Data.X);
        string uninterrupted = Hash.Of(Builder.Fit(Data.X, Data.First), Data.X);
        return resumed == uninterrupted ? resumed : $"{resumed} differs from {uninterrupted}, which was not interrupted";
    }

    private static NeuronPursuitBuilder Builder =>
        new NeuronPursuitBuilder().WithTargetError(0).WithMaxIterations(Iterations).WithMaxDegreeOfParallelism(1).WithIntercept(false);

    private sealed class Interruption(CancellationTokenSource source) : IProgress<PursuitIteration>
    {
        public void Report(PursuitIteration value)
        {
            if (value.Number == Iterations / 2)
            {
                source.Cancel();
            }
        }
    }
}
