using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>One pursuit's checkpoint in a directory: written after every iteration, read when a fit begins.</summary>
internal sealed class CheckpointStore(string directory, string fingerprint, string name = "pursuit")
{
    private const string Format = "NeuronPursuit.Checkpoint";
    private const int Version = 1;

    public string Path { get; } = CheckpointFiles.PathOf(directory, name);

    /// <summary>The checkpoint of the same fit with an offset, where it tries both.</summary>
    public CheckpointStore WithOffset() => new(directory, $"{fingerprint}, with an offset", "pursuit-with-offset");

    /// <summary>Identifies data (weights of samples included), options and the network that is continued, so that no fit resumes from another's checkpoint.</summary>
    public static string FingerprintOf<T>(
        PursuitOptions options, ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, double[]? weights, Network? continued, CancellationToken cancellationToken)
        where T : unmanaged
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(
            $"{options.Fingerprint()}; {typeof(T).Name} {X.Height} x {X.Width}, {Y.Width}"));
        for (int row = 0; row < X.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            hash.AppendData(MemoryMarshal.AsBytes(X.GetRowSpan(row)));
            hash.AppendData(MemoryMarshal.AsBytes(Y.GetRowSpan(row)));
        }

        hash.AppendData(MemoryMarshal.AsBytes(weights.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes((continued?.Parameters).AsSpan()));
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Identifies options and the rows of all shards.</summary>
    public static string FingerprintOf(PursuitOptions options, string shards) => Convert.ToHexString(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{options.Fingerprint()}; shards {shards}")));

    public void Save(PursuitState state)
    {
        var document = new CheckpointDocument(
            Format,
            Version,
            fingerprint,
            NetworkDocuments.From(state.Network),
            state.Loss,
            state.StalledGrowths,
            state.History);
        CheckpointFiles.Write(Path, stream => JsonSerializer.Serialize(stream, document, DocumentContext.Default.CheckpointDocument));
    }

    /// <summary>Removes the checkpoint of a trial that has lost; a fit that goes on repeats it.</summary>
    public void Remove() => File.Delete(Path);

    /// <summary>The state to resume from, or null when there is none yet.</summary>
    public PursuitState? Load(PursuitOptions options, int inputs, int outputs)
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        try
        {
            return Read(options, inputs, outputs);
        }
        catch (InvalidDataException exception)
        {
            throw CheckpointFiles.CannotResume(Path, exception);
        }
    }

    private PursuitState Read(PursuitOptions options, int inputs, int outputs)
    {
        using FileStream stream = File.OpenRead(Path);
        CheckpointDocument document = VersionedJson.Read(
            stream, "checkpoint", Format, Version, DocumentContext.Default.CheckpointDocument);
        CheckpointFiles.RequireFingerprint(document.Fingerprint, fingerprint);
        Network network = NetworkDocuments.ToNetwork(document.Network);
        DocumentChecks.RequireIterations(document.History);
        DocumentChecks.Require(
            document.History.Count > 0
                && network.Shape.InputCount == inputs
                && network.Shape.OutputCount == outputs
                && network.Shape.Depth == options.Depth
                && double.IsFinite(document.Loss),
            "its network does not fit the data, or its history is empty");
        return new PursuitState(network, document.Loss, document.StalledGrowths, document.History);
    }
}
