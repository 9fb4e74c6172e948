namespace NeuronPursuit.Orleans.Tests;

/// <summary>Data on their way to a silo.</summary>
public class FitDataTests
{
    [Fact]
    public async Task Put_LastPieceOfDataThatTakeLongToRead_HoldsUpNobody()
    {
        using var go = new ManualResetEventSlim();
        CancellationToken token = TestContext.Current.CancellationToken;
        var data = new FitData(_ =>
        {
            go.Wait(token);
            throw new InvalidDataException("Bad data.");
        });

        data.Claim().Should().BeTrue();
        await Task.Run(() => data.Put(0, 3, [1, 2]), token).WaitAsync(TimeSpan.FromSeconds(30), token);
        await Task.Run(() => data.Put(2, 3, [3]), token).WaitAsync(TimeSpan.FromSeconds(30), token);
        bool wanted = await Task.Run(() => data.IsWanted, token).WaitAsync(TimeSpan.FromSeconds(30), token);
        go.Set();

        wanted.Should().BeFalse();
        Func<Task> host = () => data.Host;
        (await host.Should().ThrowAsync<InvalidDataException>()).WithMessage("Bad data.");
    }
}
