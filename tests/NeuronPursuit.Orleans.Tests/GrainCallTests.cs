namespace NeuronPursuit.Orleans.Tests;

/// <summary>What is asked for again, and when that ends.</summary>
public class GrainCallTests
{
    private static readonly TimeSpan Recovery = TimeSpan.FromMilliseconds(600);

    [Fact]
    public async Task Run_GrainThatAsksForEverythingForEver_GivesUpAfterTheRecoveryTime()
    {
        int asked = 0;
        Task<byte[]?> Empty() => Task.FromResult<byte[]?>(++asked > 0 ? [] : null);

        Func<Task> run = () => GrainCall.Run("Shard 3", _ => Empty(), Empty, Recovery, TestContext.Current.CancellationToken);

        (await run.Should().ThrowAsync<LostGrainException>()).WithMessage("Shard 3 has not answered for*again and again*");
        asked.Should().BeLessThan(20, "there is a pause between two requests");
    }

    [Fact]
    public async Task Run_GrainMadeAnew_IsSentEverythingAtOnce()
    {
        Queue<byte[]?> replies = new([[], null, [], null, [7]]);
        int again = 0;
        Task<byte[]?> Next() => Task.FromResult(replies.Dequeue());

        byte[] reply = await GrainCall.Run(
            "Shard 3",
            everything =>
            {
                again += everything ? 1 : 0;
                return Next();
            },
            Next,
            Recovery,
            TestContext.Current.CancellationToken);

        reply.Should().Equal(7);
        again.Should().Be(2);
    }

    [Fact]
    public async Task Run_DataThatTakeLongerThanTheRecoveryTime_LeaveTimeForALoss()
    {
        Queue<Func<byte[]?>> replies = new([() => throw new OrleansException("Gone."), () => [7]]);
        int brought = 0;
        Task<byte[]?> Next() => Task.FromResult(replies.Dequeue()());

        byte[] reply = await GrainCall.Run(
            "Part 3",
            everything => everything ? Next() : Task.FromResult<byte[]?>([]),
            () => throw new InvalidOperationException("Nothing runs."),
            Recovery,
            TestContext.Current.CancellationToken,
            async (step, token) =>
            {
                for (; brought < 4; brought++)
                {
                    await Task.Delay(Recovery / 3, token);
                    step();
                }
            });

        reply.Should().Equal(7);
        brought.Should().Be(4);
    }

    [Fact]
    public async Task Run_Cancelled_AsksNobody()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        static Task<byte[]?> Never() => throw new InvalidOperationException("Nobody is to be asked.");

        Func<Task> run = () => GrainCall.Run("Shard 3", _ => Never(), Never, Recovery, cancellation.Token);

        await run.Should().ThrowAsync<OperationCanceledException>();
    }
}
