namespace NeuronPursuit;

/// <summary>
/// An engine that runs the parts of a fit which do not depend on each other: pursuits from several seeds, members of a bag,
/// folds of a cross-validation (<see cref="NeuronPursuitEstimator.On"/>). Data and parts are opaque bytes.
/// </summary>
/// <remarks>
/// A part may be run any number of times and anywhere: it always gives the same reply, on any
/// processor. So a part that was lost with its machine is run again on another one.
/// </remarks>
public interface IPursuitExecutor
{
    /// <summary>Runs parts, as many at once as the engine likes, and returns when all have finished.</summary>
    /// <param name="data">
    /// What the parts have in common: a <see cref="PursuitHost"/> is made of it wherever parts run. A fit that calls several
    /// times gives the same array each time, so that it need not be sent again. Must not be modified.
    /// </param>
    /// <param name="parts">The parts; must not be modified.</param>
    /// <param name="finished">
    /// To be called when a part has finished, with its place among the parts and the reply of
    /// <see cref="PursuitHost.Execute"/>; in any order, by one thread at a time, once for every part.
    /// </param>
    /// <param name="cancellationToken">Ends the running parts; none begins any more.</param>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    void Execute(byte[] data, IReadOnlyList<byte[]> parts, Action<int, byte[]> finished, CancellationToken cancellationToken);
}
