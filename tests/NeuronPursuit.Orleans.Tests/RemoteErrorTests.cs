using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace NeuronPursuit.Orleans.Tests;

/// <summary>What fails on a silo, as its caller hears of it: over the network, and from within the silo.</summary>
public sealed class RemoteErrorTests : IAsyncLifetime
{
    private readonly ClusterSettings _settings = new(ClusterSettings.FreeBasePort());
    private IHost _silo = null!;
    private IHost _client = null!;

    public async ValueTask InitializeAsync()
    {
        _silo = _settings.Silo(0);
        await _silo.StartAsync();
        _client = _settings.Client(1);
        await _client.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _client.StopAsync();
        _client.Dispose();
        await _silo.StopAsync();
        _silo.Dispose();
    }

    [Fact]
    public async Task RunPursuitsAsync_TaskThatThrows_SaysWhichAndWhat()
    {
        foreach (IHost host in new[] { _client, _silo })
        {
            foreach (Failure failure in Enum.GetValues<Failure>().Except([Failure.Null]))
            {
                (await FailureOf(host, failure)).Message.Should().StartWith("Task 1 failed: ").And.Contain(FailingTask.Words);
            }
        }
    }

    [Fact]
    public async Task RunPursuitsAsync_ExceptionOfAnOwnType_KeepsTypeMessagesAndTraceOfTheSilo()
    {
        Exception own = (await FailureOf(_client, Failure.OwnType)).InnerException!;
        own.Message.Should().Be($"{typeof(TableGoneException).FullName}: {FailingTask.Words}");
        own.StackTrace.Should().Contain(nameof(FailingTask));

        Exception chain = (await FailureOf(_client, Failure.OwnTypeInside)).InnerException!;
        chain.InnerException!.Message.Should().Be($"{typeof(TableGoneException).FullName}: below");
        chain.InnerException.InnerException.Should().BeOfType<FormatException>().Which.Message.Should().Be("at the bottom");

        (await FailureOf(_client, Failure.Runtime)).InnerException.Should().BeOfType<FileNotFoundException>();
        (await FailureOf(_client, Failure.Sent)).InnerException.Should().BeOfType<SentException>();
    }

    [Fact]
    public async Task RunPursuitsAsync_TaskThatReturnsNull_SaysSo() =>
        (await FailureOf(_client, Failure.Null)).Message.Should().StartWith("Task 1 failed: FailingTask.Run returned null. ");

    [Fact]
    public async Task RunPursuitsAsync_NullAmongTheTasks_IsNamedAtOnce()
    {
        Func<Task> run = () => Client(_client).RunPursuitsAsync([new WorkingTask(), null!], atOnce: 1);

        (await run.Should().ThrowAsync<ArgumentException>()).WithMessage("tasks[1] is null*").Which.ParamName.Should().Be("tasks");
    }

    [Fact]
    public async Task FitAsync_SourceWithExceptionsOfItsOwn_SaysWhatHappened()
    {
        (await Fitting(new FailingShards(inCount: false)).Should().ThrowAsync<InvalidDataException>())
            .WithMessage($"Shard 0 could not be loaded: {FailingTask.Words}");
        (await Fitting(new FailingShards(inCount: true)).Should().ThrowAsync<InvalidOperationException>())
            .WithMessage($"*{nameof(TableGoneException)}: {FailingTask.Words}");

        Func<Task> Fitting(IShardSource source) => () => Fits.Small().OnCluster(Client(_client)).FitAsync(source);
    }

    private static async Task<InvalidOperationException> FailureOf(IHost host, Failure failure)
    {
        Func<Task> run = () => Client(host).RunPursuitsAsync([new WorkingTask(), new FailingTask(failure), new WorkingTask()], atOnce: 1)
            .WaitAsync(TimeSpan.FromMinutes(2));

        return (await run.Should().ThrowAsync<InvalidOperationException>(failure.ToString())).Which;
    }

    private static IClusterClient Client(IHost host) => host.Services.GetRequiredService<IClusterClient>();
}
