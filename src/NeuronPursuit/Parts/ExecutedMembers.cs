namespace NeuronPursuit;

/// <summary>Members of a bag that run elsewhere.</summary>
/// <param name="parts">Where they run.</param>
/// <param name="common">What they have in common.</param>
/// <param name="inputs">Inputs of their networks.</param>
/// <param name="outputs">Outputs.</param>
internal sealed class ExecutedMembers(ExecutedParts parts, PursuitPart common, int inputs, int outputs) : IBagEngine
{
    public void Run(IReadOnlyList<BagJob> jobs, Action<int, ValidatedResult> finished, CancellationToken cancellationToken) =>
        parts.Run(
            [.. jobs.Select(job => common with { Member = job })],
            stream => MemberFile.Read(stream, inputs, outputs),
            finished,
            cancellationToken);
}
