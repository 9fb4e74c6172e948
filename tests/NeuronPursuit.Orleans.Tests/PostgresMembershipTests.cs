using System.Diagnostics;
using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Orleans.Tests;

/// <summary>A cluster whose list of silos a real PostgreSQL keeps: no silo is needed more than another.</summary>
[Trait("Category", "Slow")]
public class PostgresMembershipTests
{
    [Fact]
    public async Task FitAsync_FirstSiloKilled_EqualsTheFitWithoutTheFault()
    {
        Assert.SkipUnless(
            Directory.Exists("/usr/lib/postgresql"), "PostgreSQL is not installed. scripts/cluster-postgres.sh installs it and runs this test.");
        using var parent = new TemporaryFolder();
        if (!OperatingSystem.IsWindows())
        {
            // PostgreSQL runs as a user of its own.
            File.SetUnixFileMode(parent.Path, (UnixFileMode)0b111_101_101);
        }

        string folder = parent.File("postgres");
        string connection = await ScriptAsync("start", folder);
        try
        {
            var source = new TeacherShards(20_000, 8, 4, 3);
            await using LocalCluster cluster = await LocalCluster.StartAsync(
                2, new ClusterSettings(ClusterSettings.FreeBasePort(), Postgres: connection));
            bool killed = false;

            NeuronPursuitModel model = await Fits.Small(4)
                .WithProgress(new InlineProgress<PursuitIteration>(_ =>
                {
                    if (!killed)
                    {
                        killed = true;
                        cluster.Silos[0].Kill();
                    }
                }))
                .OnCluster(cluster.Client).FitAsync(source).WaitAsync(TimeSpan.FromMinutes(4));

            model.ShouldEqualBitForBit(Fits.Small(4).Fit(source));
        }
        finally
        {
            await ScriptAsync("stop", folder);
        }
    }

    private static async Task<string> ScriptAsync(string verb, string folder)
    {
        string script = Path.Combine(Repository.Root, "scripts", "cluster-postgres.sh");
        var start = new ProcessStartInfo("bash", [script, verb, folder]) { RedirectStandardOutput = true, UseShellExecute = false };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0);
        return output.Trim();
    }
}
