using System.Diagnostics;

namespace NeuronPursuit.Tool.Tests;

/// <summary>A process of its own that is asked to end.</summary>
public class CancelTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Fit_AskedToEnd_WritesTheBestSoFarAndEndsWith130()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no kill on Windows.");
        using var folder = new TemporaryFolder();
        string[] words = [Path.Combine(AppContext.BaseDirectory, "NeuronPursuit.Tool.dll"), "fit", Tool.Concrete, "--target", "target", "--recipe", "tabular", "--checkpoint", folder.File("points"), "--out", folder.File("m.json")];
        using var process = Process.Start(new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        while (!process.HasExited && !(Directory.Exists(folder.File("points")) && Directory.EnumerateFiles(folder.File("points"), "*", SearchOption.AllDirectories).Any()))
        {
            await Task.Delay(50);
        }

        // As Ctrl-C, which a shell makes programs ignore that it starts in the background.
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(130, await errors);
        (await output).Should().Contain("the best so far, and kept");
        (await errors).Should().Be($"Stopping; once more to end at once.{Environment.NewLine}", "nobody looks at progress that is piped");
        TableModel.Load(folder.File("m.json")).Schema.Target.Name.Should().Be("target");
    }
}
