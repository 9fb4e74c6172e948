using System.Diagnostics;

namespace NeuronPursuit.Orleans.Tests;

/// <summary>The sample as a user runs it.</summary>
public class ClusterSampleTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Program_SiloKilledOnRequest_Finishes()
    {
        (int code, string output) = await RunAsync("--rows", "20000", "--inputs", "6", "--shards", "4", "--iterations", "3", "--kill-after", "1");

        code.Should().Be(0);
        output.Should().Contain("3 silos serve").And.Contain("iteration 1: FirstFit").And.Contain("killed the silo of process")
            .And.Contain("iteration 3:").And.Contain("done: ");
    }

    [Theory]
    [InlineData("There is no option --row.", "--row", "5")]
    [InlineData("'--rows many' is not an option and its whole number, such as '--rows 100000'.", "--rows", "many")]
    [InlineData("--inputs is 3, but must be at least 5.", "--rows", "100", "--inputs", "3")]
    [InlineData("--shards is 0, but must be at least 1.", "--shards", "0")]
    public async Task Program_WrongOption_SaysSo(string message, params string[] arguments)
    {
        (int code, string output) = await RunAsync(arguments);

        code.Should().Be(2);
        output.Should().Contain(message).And.Contain("Usage:");
    }

    [Fact]
    public async Task StartAsync_SiloWhoseProcessEnds_SaysSo()
    {
        var settings = new ClusterSettings(ClusterSettings.FreeBasePort(), Certificate: "/not/there.pfx");

        Func<Task> start = () => SiloProcess.StartAsync(settings, 0);

        (await start.Should().ThrowAsync<InvalidOperationException>()).WithMessage("Silo 0 did not start: its process ended with code *.");
    }

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(LocalCluster).Assembly.Location, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string[] texts = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync())
            .WaitAsync(TimeSpan.FromMinutes(4));
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(texts));
    }
}
