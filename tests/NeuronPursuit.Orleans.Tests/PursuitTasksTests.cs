namespace NeuronPursuit.Orleans.Tests;

/// <summary>What a task that fails looks like to whoever asked for it.</summary>
public class PursuitTasksTests
{
    [Fact]
    public async Task Fit_TaskWhoseFileIsMissing_IsNoLostSilo()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        int asked = 0;

        Func<Task> run = () => GrainCall.Run(
            "Task 3",
            _ => Task.Run<byte[]?>(
                () =>
                {
                    asked++;
                    return PursuitTasks.Fit(new MissingFile(), 3, CancellationToken.None);
                },
                token),
            () => throw new InvalidOperationException("It does not run."),
            TimeSpan.FromMilliseconds(600),
            token);

        (await run.Should().ThrowAsync<InvalidOperationException>()).WithMessage("Task 3 failed: data.csv is not there.")
            .WithInnerException<FileNotFoundException>();
        asked.Should().Be(1);
    }

    [Fact]
    public void Fit_Cancelled_SaysSo()
    {
        Action fit = () => PursuitTasks.Fit(new Cancelled(), 3, new CancellationToken(canceled: true));

        fit.Should().Throw<OperationCanceledException>();
    }

    private sealed class MissingFile : IPursuitTask
    {
        public NeuronPursuitModel Run(CancellationToken cancellationToken) => throw new FileNotFoundException("data.csv is not there.");
    }

    private sealed class Cancelled : IPursuitTask
    {
        public NeuronPursuitModel Run(CancellationToken cancellationToken) => throw new OperationCanceledException(cancellationToken);
    }
}
