namespace NeuronPursuit;

/// <summary>The fit's side of parts that run elsewhere: sends them with their data and reads what comes back.</summary>
internal sealed class ExecutedParts(IPursuitExecutor executor, byte[] data)
{
    /// <summary>Runs whole fits.</summary>
    /// <param name="parts">The fits.</param>
    /// <param name="finished">Called with the place of a fit and its model; by one thread at a time.</param>
    /// <param name="cancellationToken">Ends the running ones.</param>
    public void Fit(IReadOnlyList<PursuitPart> parts, Action<int, NeuronPursuitModel> finished, CancellationToken cancellationToken) =>
        Run(parts, stream => NeuronPursuitModel.Load(stream), finished, cancellationToken);

    /// <summary>Runs parts of one kind.</summary>
    public void Run<TResult>(
        IReadOnlyList<PursuitPart> parts, Func<Stream, TResult> read, Action<int, TResult> finished, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool[] seen = new bool[parts.Count];
        executor.Execute(
            data,
            [.. parts.Select(part => part.Write())],
            (place, reply) =>
            {
                if (place < 0 || place >= seen.Length || reply is null)
                {
                    throw new InvalidOperationException(
                        $"The engine called finished with part {place} and {(reply is null ? "null" : "a reply")}; there are {seen.Length} parts, counted from 0. Pass the place of a part and what PursuitHost.Execute gave for it.");
                }

                // An engine may run a part twice, when a machine seemed lost; both replies are the same.
                if (!seen[place])
                {
                    using var stream = new MemoryStream(reply, writable: false);
                    finished(place, read(stream));
                    seen[place] = true;
                }
            },
            cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        int missing = Array.IndexOf(seen, false);
        if (missing >= 0)
        {
            throw new InvalidOperationException(
                $"The engine returned without a reply for part {missing} (counted from 0) of {parts.Count}. IPursuitExecutor.Execute must call finished once for every part before it returns.");
        }
    }
}
