using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>One pursuit's checkpoint in a directory: written after every iteration, read when a fit begins.</summary>
internal sealed class CheckpointStore(string directory, string fingerprint)
{
    private const string Format = "NeuronPursuit.Checkpoint";
    private const int Version = 1;
    private const string Suffix = ".checkpoint.json";

    public string Path { get; } = PathOf(directory, "pursuit");

    public static string PathOf(string directory, string name) => System.IO.Path.Combine(directory, name + Suffix);

    /// <summary>Removes the half-written files that a process has left which was killed.</summary>
    public static void RemoveAbandoned(string directory) => AtomicFile.RemoveAbandoned(directory, Suffix);

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

    public static void RequireFingerprint(string found, string expected)
    {
        if (found != expected)
        {
            throw new InvalidDataException("This is the checkpoint of other data or other options.");
        }
    }

    public static InvalidDataException CannotResume(string path, InvalidDataException exception) =>
        new($"{path}: {exception.Message} Choose another directory, or delete the file to begin anew.", exception);

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
        Write(Path, stream => JsonSerializer.Serialize(stream, document, DocumentContext.Default.CheckpointDocument));
    }

    /// <summary>Writes a checkpoint file as a whole, into a directory that is made if need be.</summary>
    /// <exception cref="IOException">It cannot be written; the message says what to do, and what was there stays.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!);
            AtomicFile.Write(path, write);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // The last is how a file tells that it may not grow further.
            throw new IOException(
                $"{path}: this checkpoint cannot be written, so the fit ends here ({exception.Message}). Earlier checkpoints are whole: make room, or make the directory writable, and the same fit goes on from them.",
                exception);
        }
    }

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
            throw CannotResume(Path, exception);
        }
    }

    private PursuitState Read(PursuitOptions options, int inputs, int outputs)
    {
        using FileStream stream = File.OpenRead(Path);
        CheckpointDocument document = VersionedJson.Read(
            stream, "checkpoint", Format, Version, DocumentContext.Default.CheckpointDocument);
        RequireFingerprint(document.Fingerprint, fingerprint);
        Network network = NetworkDocuments.ToNetwork(document.Network);
        NetworkDocuments.RequireIterations(document.History);
        NetworkDocuments.Require(
            document.History.Count > 0
                && network.Shape.InputCount == inputs
                && network.Shape.OutputCount == outputs
                && network.Shape.Depth == options.Depth
                && double.IsFinite(document.Loss),
            "its network does not fit the data, or its history is empty");
        return new PursuitState(network, document.Loss, document.StalledGrowths, document.History);
    }
}
