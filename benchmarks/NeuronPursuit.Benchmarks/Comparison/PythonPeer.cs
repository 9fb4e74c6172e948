using System.Diagnostics;
using System.Text.Json;

namespace NeuronPursuit.Benchmarks;

/// <summary>The PyTorch side: a Python process that answers each line of JSON by one line, and idles in between.</summary>
internal sealed class PythonPeer : IDisposable
{
    private readonly Process _process;

    public PythonPeer(string interpreter, string folder)
    {
        // -B: leave no compiled files in the source tree.
        var start = new ProcessStartInfo(interpreter, ["-B", Path.Combine(folder, "peer.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };

        // Keep freed memory: otherwise every tensor of the large shapes is mapped and zeroed anew, which nearly doubles
        // PyTorch's time at shape E. The largest threshold that glibc takes is 32 MiB.
        start.Environment["MALLOC_MMAP_THRESHOLD_"] = "33554432";
        start.Environment["MALLOC_TRIM_THRESHOLD_"] = "4294967296";
        _process = Process.Start(start) ?? throw new InvalidOperationException($"Cannot start {interpreter}.");
        JsonElement info = Ask(new { command = "info" });
        Description = $"PyTorch {info.GetProperty("torch").GetString()} (Python {info.GetProperty("python").GetString()}, "
            + $"{info.GetProperty("blas").GetString()}, {info.GetProperty("threads").GetInt32()} thread)";
    }

    public string Description { get; }

    /// <summary>Sends a command and waits for its answer.</summary>
    public JsonElement Ask(object command)
    {
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(command));
        _process.StandardInput.Flush();
        string answer = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("The Python process ended; its error stream above says why.");
        return JsonDocument.Parse(answer).RootElement;
    }

    /// <summary>One round of a workload: seconds of one evaluation.</summary>
    public double Round(object command) => Ask(command).GetProperty("microseconds").GetDouble() * 1e-6;

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
