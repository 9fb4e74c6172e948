using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// Identifies data (weights of samples and held-out ones included), options and the network that is continued, so that no fit
/// resumes from another's checkpoint.
/// </summary>
internal static class CheckpointFingerprint
{
    public static string Of<T>(
        PursuitOptions options,
        ReadOnlySpan2D<T> X,
        ReadOnlySpan2D<T> Y,
        double[]? weights,
        ValidationSet? validation,
        Network? continued,
        CancellationToken cancellationToken)
        where T : unmanaged
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(
            $"{options.Fingerprint()}; {typeof(T).Name} {X.Height} x {X.Width}, {Y.Width}"));
        Append(hash, X, Y, cancellationToken);
        hash.AppendData(MemoryMarshal.AsBytes(weights.AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes((continued?.Parameters).AsSpan()));
        if (validation is not null)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"held out {validation.X.GetLength(0)}"));
            Append<double>(hash, validation.X, validation.Y, cancellationToken);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Identifies options and the rows of all shards.</summary>
    public static string Of(PursuitOptions options, string shards) => Convert.ToHexString(
        SHA256.HashData(Encoding.UTF8.GetBytes($"{options.Fingerprint()}; shards {shards}")));

    private static void Append<T>(IncrementalHash hash, ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, CancellationToken cancellationToken)
        where T : unmanaged
    {
        for (int row = 0; row < X.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            hash.AppendData(MemoryMarshal.AsBytes(X.GetRowSpan(row)));
            hash.AppendData(MemoryMarshal.AsBytes(Y.GetRowSpan(row)));
        }
    }
}
