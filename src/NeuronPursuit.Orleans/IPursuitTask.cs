namespace NeuronPursuit;

/// <summary>
/// A whole fit that a silo runs by itself: one restart, one fold of a cross-validation, one setting of a search. Its class
/// carries <c>[GenerateSerializer]</c>, is known to the silos, and says where its data are, since those do not travel.
/// </summary>
public interface IPursuitTask
{
    /// <summary>Loads its data and fits. Run again from the beginning if its silo dies.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The model, which travels back as its file does.</returns>
    NeuronPursuitModel Run(CancellationToken cancellationToken);
}
