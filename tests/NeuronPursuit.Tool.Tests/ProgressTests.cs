namespace NeuronPursuit.Tool.Tests;

public class ProgressTests
{
    [Fact]
    public void Describe_AMember_SaysWhichAndHowLong()
    {
        var progress = new PursuitProgress { Phase = PursuitPhase.Member, Member = 3, Members = 8, ShareDone = 0.4, Elapsed = TimeSpan.FromSeconds(4), TimeLeft = TimeSpan.FromSeconds(6) };

        ProgressLine.Describe(progress, 0.2134).Should().Be("member 3 of 8, at most 6.0 s left, held-out error 0.213");
    }

    [Fact]
    public async Task RunAsync_OnATerminal_ShowsProgressOnTheErrorsAlone()
    {
        (var output, var error) = (new StringWriter(), new StringWriter());

        int result = await ProgressLine.RunAsync(new ToolConsole(output, error, ShowsProgress: true), progress =>
        {
            progress.Should().NotBeNull();
            progress!.Report(new PursuitProgress { Phase = PursuitPhase.Trial, Member = 2, Members = 5, ShareDone = 0.5, Elapsed = TimeSpan.FromSeconds(1), TimeLeft = TimeSpan.FromSeconds(1) });
            return 7;
        });

        result.Should().Be(7);
        output.ToString().Should().BeEmpty();
    }

    [Fact]
    public async Task RunAsync_WherePiped_TellsNothing()
    {
        var error = new StringWriter();

        await ProgressLine.RunAsync(new ToolConsole(TextWriter.Null, error, ShowsProgress: false), progress => progress);

        error.ToString().Should().BeEmpty();
    }
}
