namespace NeuronPursuit.Orleans.Tests;

/// <summary>Answers about work that takes as long as an answer may.</summary>
public class AnsweringGrainTests
{
    [Fact]
    public async Task Answer_WorkThatEndsBeforeTheGrainHearsOfItsPatience_IsItsResult()
    {
        var work = new TaskCompletionSource<byte[]>();
        var grain = new TaskFactory(new ConcurrentExclusiveSchedulerPair().ExclusiveScheduler);
        CancellationToken token = TestContext.Current.CancellationToken;

        Task<byte[]?> answer = await grain.StartNew(
            () =>
            {
                // Whatever waits on this scheduler hears that the second is over only afterwards.
                Task<byte[]?> waiting = AnsweringGrain.Answer(work.Task);
                Thread.Sleep(1500);
                work.SetResult([7]);
                return waiting;
            },
            token);

        (await answer).Should().Equal(7);
    }

    [Fact]
    public async Task Answer_WorkThatFails_Fails()
    {
        Func<Task> answer = () => AnsweringGrain.Answer(Task.FromException<byte[]>(new TimeoutException("Its own.")));

        (await answer.Should().ThrowAsync<TimeoutException>()).WithMessage("Its own.");
    }

    [Fact]
    public async Task Answer_LongWork_IsNothingYet()
    {
        byte[]? answer = await AnsweringGrain.Answer(new TaskCompletionSource<byte[]>().Task);

        answer.Should().BeNull();
    }
}
