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
        bool isResumed = Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any();
        string hash = Hash.Of(Builder.WithCheckpoints(directory).Fit(Data.X, Data.First), Data.X);
        return isResumed ? hash : "nothing was there to go on with";
    }

    /// <summary>The same fit without an interruption.</summary>
    public static string Whole() => Hash.Of(Builder.Fit(Data.X, Data.First), Data.X);

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
