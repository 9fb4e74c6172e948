namespace NeuronPursuit.ML.Tests.Support;

/// <summary>The dotnet command that runs the tests.</summary>
internal static class Host
{
    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
