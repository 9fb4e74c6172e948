namespace NeuronPursuit;

internal static class Program
{
    public static async Task<int> Main(string[] args)
    {
        using var signals = new CancelSignals(Console.Error);
        return await Application.RunAsync(args, ToolConsole.OfProcess(), signals.Token).ConfigureAwait(false);
    }
}
