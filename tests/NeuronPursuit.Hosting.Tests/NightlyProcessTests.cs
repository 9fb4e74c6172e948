using System.Diagnostics;
using System.Globalization;

namespace NeuronPursuit.Hosting.Tests;

/// <summary>The worker in processes of its own: what it saves is read in another one, and what was killed is gone on with.</summary>
public class NightlyProcessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Model_TrainedInAnotherProcess_PredictsTheSameBitsHere()
    {
        using var folder = new TemporaryFolder();
        string data = Write(folder, 150);
        using (Process process = Begin(data, folder.File("model.json")))
        {
            await End(process);
        }

        Table table = Table.ReadCsv(data);
        TableModel here = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).FitTable(table.Split().Training, "price");
        TableModel loaded = TableModel.Load(folder.File("model.json"));

        loaded.Predict(table).Values.Should().Equal(here.Predict(table).Values);
        loaded.Predict(table).Lower.Should().Equal(here.Predict(table).Lower);
        loaded.Schema.Fingerprint.Should().Be(here.Schema.Fingerprint);
        loaded.Invoking(own => own.Predict(table.Rename("area", "city2"))).Should().Throw<ArgumentException>().WithMessage("*'area' (numbers) is missing*");
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task NightlyTraining_KilledAndRunAgain_EqualsOneThatWasLeftAlone()
    {
        using var folder = new TemporaryFolder();
        string data = Write(folder, 500);
        using (Process process = Begin(data, folder.File("whole.json")))
        {
            await End(process);
        }

        string path = folder.File("killed.json");
        using (Process process = Begin(data, path))
        {
            // Something to go on from, and something that is left to do.
            while (!process.HasExited && !HasMembers($"{path}.checkpoints"))
            {
                await Task.Delay(5, TestContext.Current.CancellationToken);
            }

            process.HasExited.Should().BeFalse("it is killed in the middle of its work");
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        File.Exists(path).Should().BeFalse();
        using (Process process = Begin(data, path))
        {
            await End(process);
        }

        Table table = Table.ReadCsv(data);
        TableModel whole = TableModel.Load(folder.File("whole.json"));
        TableModel again = TableModel.Load(path);
        again.Predict(table).Values.Should().Equal(whole.Predict(table).Values);
        again.Predict(table).Upper.Should().Equal(whole.Predict(table).Upper);
        again.Model.Networks.Select(network => network.GetWeights(0).Cast<double>().Sum()).Should().Equal(whole.Model.Networks.Select(network => network.GetWeights(0).Cast<double>().Sum()));
    }

    private static bool HasMembers(string checkpoints) => Directory.Exists(checkpoints) && Directory.EnumerateFiles(checkpoints, "*.json", SearchOption.AllDirectories).Take(3).Count() == 3;

    private static string Write(TemporaryFolder folder, int rows)
    {
        var random = new Random(5);
        File.WriteAllLines(folder.File("flats.csv"), Enumerable.Range(0, rows).Select(_ => (Area: Math.Round(30 + (100 * random.NextDouble()), 1), City: random.Next(3), Year: random.Next(1900, 2024)))
            .Select(flat => string.Create(CultureInfo.InvariantCulture, $"{flat.Area};{new[] { "Bonn", "Köln", "Ulm" }[flat.City]};{flat.Year};{(3 * flat.Area) + (40 * flat.City) + (0.1 * flat.Year) + random.NextDouble():0.00}"))
            .Prepend("area;city;built;price"));
        return folder.File("flats.csv");
    }

    private static Process Begin(string data, string path) => Process.Start(new ProcessStartInfo(
        DotNet.Command,
        [
            // The tests' own folder lacks what ASP.NET brings, and their settings say where that is.
            "exec", "--depsfile", Beside("NeuronPursuit.Hosting.Tests.deps.json"), "--runtimeconfig", Beside("NeuronPursuit.Hosting.Tests.runtimeconfig.json"), Beside("NightlyTraining.dll"),
            "--once", "true", "--data", data, "--target", "price", "--out", path, "--Logging:LogLevel:Default", "None",
        ]))!;

    private static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static async Task End(Process process)
    {
        using var limit = new CancellationTokenSource(Limit);
        await process.WaitForExitAsync(limit.Token);
        process.ExitCode.Should().Be(0);
    }
}
