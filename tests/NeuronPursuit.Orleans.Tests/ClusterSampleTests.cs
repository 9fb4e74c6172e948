namespace NeuronPursuit.Orleans.Tests;

/// <summary>The sample as a user runs it.</summary>
public class ClusterSampleTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public void Program_SiloKilledOnRequest_Finishes()
    {
        (int code, string output) = Run("--rows", "20000", "--inputs", "6", "--shards", "4", "--iterations", "3", "--kill-after", "1");

        code.Should().Be(0);
        output.Should().Contain("3 silos serve").And.Contain("iteration 1: FirstFit").And.Contain("killed the silo of process")
            .And.Contain("iteration 3:").And.Contain("done: ");
    }

    [Theory]
    [InlineData("There is no option --row.", "--row", "5")]
    [InlineData("'--rows many' is not an option and its whole number, such as '--rows 100000'.", "--rows", "many")]
    [InlineData("--inputs is 3, but must be at least 5.", "--rows", "100", "--inputs", "3")]
    [InlineData("--shards is 0, but must be at least 1.", "--shards", "0")]
    public void Program_WrongOption_SaysSo(string message, params string[] arguments)
    {
        (int code, string output) = Run(arguments);

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

    private static (int Code, string Output) Run(params string[] arguments)
    {
        (int code, string output, string errors) = DotNet.Run(
            TimeSpan.FromMinutes(4), ["exec", typeof(LocalCluster).Assembly.Location, .. arguments]);
        return (code, output + errors);
    }
}
