namespace NeuronPursuit.Tests.Lifecycle;

/// <summary>An interrupted bag goes on with the members that had finished.</summary>
public class BagCheckpointTests
{
    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(150, 5, 211, x => Math.Abs(x[0]) + x[1] * x[2]);

    [Fact]
    public void Fit_BagCanceledAndResumed_EqualsTheUninterruptedOne()
    {
        NeuronPursuitModel uninterrupted = Builder().Fit(Data.X, Data.y);
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        int all = 0;
        Builder().WithProgress(new InlineProgress<PursuitIteration>(_ => Interlocked.Increment(ref all))).Fit(Data.X, Data.y);
        int seen = 0;
        Action canceled = () => Builder()
            .WithCheckpoints(folder.Path)
            .WithProgress(new InlineProgress<PursuitIteration>(_ =>
            {
                if (Interlocked.Increment(ref seen) == all / 2)
                {
                    source.Cancel();
                }
            }))
            .Fit(Data.X, Data.y, source.Token);
        canceled.Should().Throw<PursuitCanceledException>();
        Directory.GetFiles(folder.Path, "*.checkpoint.json").Should().NotBeEmpty();

        int again = 0;
        NeuronPursuitModel resumed = Builder()
            .WithCheckpoints(folder.Path)
            .WithProgress(new InlineProgress<PursuitIteration>(_ => Interlocked.Increment(ref again)))
            .Fit(Data.X, Data.y);

        resumed.ShouldEqualBitForBit(uninterrupted);
        again.Should().BeLessThan(all, "finished members are not run again");
    }

    [Fact]
    public void Fit_FinishedBag_GivesItsResultWithoutRunningAnything()
    {
        using var folder = new TemporaryFolder();
        NeuronPursuitModel first = Builder().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);
        var reported = new List<PursuitIteration>();

        NeuronPursuitModel second = Builder()
            .WithCheckpoints(folder.Path).WithProgress(new InlineProgress<PursuitIteration>(reported.Add)).Fit(Data.X, Data.y);

        second.ShouldEqualBitForBit(first);
        reported.Should().BeEmpty();
    }

    [Fact]
    public void Fit_MembersOfOtherSettings_AreRefused()
    {
        using var folder = new TemporaryFolder();
        Builder().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        Action other = () => Builder().WithMaxIterations(9).WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        other.Should().Throw<InvalidDataException>().WithMessage("*other data or other options*");
    }

    [Fact]
    public void Fit_DamagedMember_SaysWhichFile()
    {
        using var folder = new TemporaryFolder();
        Builder().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);
        string file = Directory.GetFiles(folder.Path, "*.checkpoint.json")[0];
        File.WriteAllText(file, File.ReadAllText(file)[..200]);

        Action resume = () => Builder().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        resume.Should().Throw<InvalidDataException>().WithMessage($"{file}:*delete the file*");
    }

    private static NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder()
        .WithRecipe(PursuitRecipe.Tabular).WithDepth(2).WithEnsemble(3).WithMaxIterations(4).WithMaxDegreeOfParallelism(2);
}
