using System.Diagnostics;

namespace NeuronPursuit.Tests.Faults;

/// <summary>Fits that are killed at random moments and resumed until they end equal one that was left alone.</summary>
public class KilledFitTests
{
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("pursuit", 30)]
    [InlineData("bag", 20)]
    [InlineData("validation", 10)]
    [InlineData("pursuits", 10)]
    [InlineData("sparse", 10)]
    public void Fit_KilledAtARandomMomentAndResumed_EqualsTheUninterruptedFit(string kind, int kills)
    {
        using var folder = new TemporaryFolder();
        string whole = folder.File("whole.json");
        TimeSpan length;
        using (FitProcess process = FitProcess.Begin(kind, folder.File("whole"), whole))
        {
            var clock = Stopwatch.StartNew();
            process.WaitForExit().Should().Be(0);
            length = clock.Elapsed;
        }

        NeuronPursuitModel expected = NeuronPursuitModel.Load(whole);
        var random = new Random(7);
        int killed = 0;
        int withCheckpoint = 0;
        for (int trial = 0; killed < kills || withCheckpoint <= kills / 2; trial++)
        {
            trial.Should().BeLessThan(4 * kills, "most fits must still run when they are killed, and have something to resume from");
            string checkpoints = folder.File($"{trial}");
            string path = folder.File($"{trial}.json");
            using (FitProcess process = FitProcess.Begin(kind, checkpoints, path))
            {
                Thread.Sleep(random.NextDouble() * length);
                killed += process.HasExited ? 0 : 1;
                process.Kill();
            }

            withCheckpoint += Directory.Exists(checkpoints) && Directory.GetFiles(checkpoints, "*.checkpoint.json").Length > 0 ? 1 : 0;
            Age(checkpoints);
            using (FitProcess process = FitProcess.Begin(kind, checkpoints, path))
            {
                process.WaitForExit().Should().Be(0);
            }

            NeuronPursuitModel.Load(path).ShouldEqualBitForBit(expected);
            Directory.GetFiles(checkpoints, "*.tmp").Should().BeEmpty("what was half written is removed");
        }
    }

    private static void Age(string directory)
    {
        foreach (string file in Directory.Exists(directory) ? Directory.GetFiles(directory) : [])
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-2));
        }
    }
}
