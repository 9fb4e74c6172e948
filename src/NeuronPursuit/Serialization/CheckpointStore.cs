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

    public string Path { get; } = CheckpointFiles.PathOf(directory, "pursuit");

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

    /// <summary>Keeps a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="withOffset">That of the same fit with an offset, where it tries both.</param>
    public void Save(PursuitState state, PursuitState? withOffset = null)
    {
        var document = new CheckpointDocument(
            Format,
            Version,
            fingerprint,
            NetworkDocuments.From(state.Network),
            state.Loss,
            state.StalledGrowths,
            state.History,
            withOffset is null
                ? null
                : new TrialDocument(
                    NetworkDocuments.From(withOffset.Network), withOffset.Loss, withOffset.StalledGrowths, withOffset.History));
        CheckpointFiles.Write(Path, stream => JsonSerializer.Serialize(stream, document, DocumentContext.Default.CheckpointDocument));
    }

    /// <summary>The state to resume from, or null when there is none yet.</summary>
    /// <returns>The state, and that of the same fit with an offset if there is one.</returns>
    public (PursuitState State, PursuitState? WithOffset)? Load(PursuitOptions options, int inputs, int outputs)
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

    private (PursuitState State, PursuitState? WithOffset) Read(PursuitOptions options, int inputs, int outputs)
    {
        using FileStream stream = File.OpenRead(Path);
        CheckpointDocument document = VersionedJson.Read(
            stream, "checkpoint", Format, Version, DocumentContext.Default.CheckpointDocument);
        CheckpointFiles.RequireFingerprint(document.Fingerprint, fingerprint);
        var own = new TrialDocument(document.Network, document.Loss, document.StalledGrowths, document.History);
        return (ToState(own, inputs), document.WithOffset is null ? null : ToState(document.WithOffset, inputs + 1));

        PursuitState ToState(TrialDocument state, int expected)
        {
            Network network = NetworkDocuments.ToNetwork(state.Network);
            DocumentChecks.RequireIterations(state.History);
            DocumentChecks.Require(
                state.History.Count > 0
                    && network.Shape.InputCount == expected
                    && network.Shape.OutputCount == outputs
                    && network.Shape.Depth == options.Depth
                    && double.IsFinite(state.Loss),
                "its network does not fit the data, or its history is empty");
            return new PursuitState(network, state.Loss, state.StalledGrowths, state.History);
        }
    }
}
