namespace NeuronPursuit.Tests.Faults;

/// <summary>A checkpoint that cannot be written ends the fit with a message, and never spoils an earlier one.</summary>
public class UnwritableCheckpointTests
{
    private static readonly (double[,] X, double[] y) Data = Problems.Gaussian(60, 4, 121, x => Math.Abs(x[0]) - x[1]);

    [Fact]
    public void Fit_FileWhereTheDirectoryShouldBe_SaysWhatToDo()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("taken"), "");

        Action fit = () => new NeuronPursuitBuilder().WithCheckpoints(folder.File("taken")).Fit(Data.X, Data.y);

        fit.Should().Throw<IOException>().WithMessage($"{folder.File("taken")}*cannot be written*make room*");
    }

    [Fact]
    public void Fit_DirectoryThatNobodyMayWriteTo_SaysWhatToDo()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc is Linux's.");

        Action fit = () => new NeuronPursuitBuilder().WithCheckpoints("/proc/self/checkpoints").Fit(Data.X, Data.y);

        fit.Should().Throw<IOException>().WithMessage("/proc/self/checkpoints*cannot be written*");
    }

    /// <summary>The limit on the size of a file stands for a disk that is full: the write fails halfway in the same way.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Fit_NoRoomForTheNextCheckpoint_KeepsTheEarlierOneAndGoesOnFromIt()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "It takes a POSIX shell to limit the size of files.");
        using var folder = new TemporaryFolder();

        // In units of 512 bytes: a few iterations fit, the history of all does not. Without the trap a signal would end the process.
        (int code, string output) = FitProcess.RunLimited("trap '' XFSZ; ulimit -f 24", "pursuit", folder.File("checkpoints"), folder.File("model.json"));

        code.Should().Be(1);
        output.Should().Contain("cannot be written").And.Contain("make room");
        Directory.GetFiles(folder.File("checkpoints")).Should().ContainSingle("no half of a file is left");
        using (FitProcess again = FitProcess.Begin("pursuit", folder.File("checkpoints"), folder.File("model.json")))
        {
            again.WaitForExit().Should().Be(0);
        }

        using (FitProcess whole = FitProcess.Begin("pursuit", folder.File("other"), folder.File("whole.json")))
        {
            whole.WaitForExit().Should().Be(0);
        }

        NeuronPursuitModel.Load(folder.File("model.json")).ShouldEqualBitForBit(NeuronPursuitModel.Load(folder.File("whole.json")));
    }
}
