using System.Text.Json;
using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Tool.Tests;

/// <summary>Runs command lines in this process.</summary>
internal static class Tool
{
    public static string Concrete { get; } = Path.Combine(Repository.Root, "data", "concrete.csv");

    public static string Penguins { get; } = Path.Combine(Repository.Root, "data", "penguins.csv");

    public sealed record Ran(int Code, string Out, string Error)
    {
        public JsonElement Json => JsonDocument.Parse(Out).RootElement;
    }

    public static Task<Ran> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    public static async Task<Ran> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        (var output, var error) = (new StringWriter(), new StringWriter());
        int code = await Application.RunAsync(args, new ToolConsole(output, error, ShowsProgress: false), cancellationToken);
        return new Ran(code, output.ToString(), error.ToString());
    }

    /// <summary>A small model of concrete or penguins, made once for all tests.</summary>
    public static async Task<string> ModelAsync(TemporaryFolder folder, string table)
    {
        string path = folder.File($"{Path.GetFileNameWithoutExtension(table)}.json");
        Ran ran = await RunAsync("fit", table, "--target", "target", "--without", "fold", "--recipe", "fast", "--seed", "1", "--out", path);
        ran.Code.Should().Be(0, ran.Error);
        return path;
    }
}
