using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Code.Tests.Engines;

/// <summary>A server of its own that is started for the first test that asks and goes with the process.</summary>
internal sealed class Server
{
    private readonly Lazy<string> _connection;

    public Server(string kind) => _connection = new(() =>
    {
        string folder = Directory.CreateTempSubdirectory("neuron-pursuit-" + kind).FullName;
        string script = Path.Combine(Repository.Root, "scripts", "code-engines.sh");
        string connection = Start(script, kind, folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Shell.TryRun(script, "stop", kind, folder);
        return connection;
    });

    public string Connection => _connection.Value;

    /// <summary>By a file: the server keeps a pipe open.</summary>
    private static string Start(string script, string kind, string folder)
    {
        string file = folder + ".connection";
        (int code, _, string errors) = Shell.TryRun("bash", "-c", $"\"{script}\" start {kind} \"{folder}\" >\"{file}\" 2>\"{file}.errors\"");
        code.Should().Be(0, "{0}{1}", errors, File.ReadAllText(file + ".errors"));
        string connection = File.ReadAllText(file).Trim();
        File.Delete(file);
        File.Delete(file + ".errors");
        return connection;
    }
}
