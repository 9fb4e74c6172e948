namespace NeuronPursuit.Tests.Parts;

/// <summary>An engine in this process: last part first, each on a host of its own, some of them twice.</summary>
internal sealed class LocalParts : IPursuitExecutor
{
    private readonly HashSet<byte[]> _data = [];

    /// <summary>How many arrays of data were given; a fit should give one.</summary>
    public int DataCount => _data.Count;

    public int Parts { get; private set; }

    /// <summary>Called with the number of parts that have finished.</summary>
    public Action<int> OnFinished { get; init; } = _ => { };

    public void Execute(byte[] data, IReadOnlyList<byte[]> parts, Action<int, byte[]> finished, CancellationToken cancellationToken)
    {
        _data.Add(data);
        var shared = new PursuitHost(data);
        for (int part = parts.Count - 1; part >= 0; part--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (part % 3 == 1)
            {
                new PursuitHost(data).Execute(parts[part], 2, cancellationToken);
            }

            finished(part, shared.Execute(parts[part], 1 + part % 2, cancellationToken));
            Parts++;
            OnFinished(Parts);
        }
    }
}
