namespace NeuronPursuit.Tests.Faults;

/// <summary>Processes that watch their memory and bits: short forms of what docs/reliability.md tells to run for long.</summary>
[Trait("Category", "Slow")]
public class EnduranceTests
{
    [Fact]
    public void Bits_CodeOptimizedAtAnotherTimeOrNever_AreTheSame()
    {
        string usual = Run("bits");
        string classifier = usual.Split('\n').Single(line => line.Contains("classifier", StringComparison.Ordinal));

        Run("bits", ("DOTNET_TieredCompilation", "0")).Should().Be(usual);
        Run("bits", ("DOTNET_TieredPGO", "0")).Should().Be(usual);
        Run("bits classifier", ("DOTNET_JITMinOpts", "1")).Trim().Should().Be(classifier);
    }

    [Fact]
    public void Soak_OneMinute_IsSteady() => Run("soak 1").Should().Contain("steady");

    [Fact]
    public void Fit_AQuarterOfAMillionRowsInSinglePrecision_StaysWithinTheDocumentedMemory() =>
        Run("memory 250000").Should().Contain("within the documented memory");

    private static string Run(string arguments, params (string Name, string Value)[] environment)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "NeuronPursuit.Endurance.dll");
        (int code, string output, string errors) = DotNet.Run(
            TimeSpan.FromMinutes(8), [program, .. arguments.Split(' ')], environment: environment);
        code.Should().Be(0, "it said {0}{1}", output, errors);
        return output;
    }
}
