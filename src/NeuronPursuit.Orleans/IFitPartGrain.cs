namespace NeuronPursuit;

/// <summary>
/// One part of one fit: the key is the place among those that run at once, which decides the silo, with the name of the
/// data and the number of the part as its extension.
/// </summary>
[Alias("NeuronPursuit.IFitPartGrain")]
internal interface IFitPartGrain : IGrainWithIntegerCompoundKey
{
    /// <summary>True if the caller is to bring the data: the silo lacks them, and nobody else is bringing them.</summary>
    [Alias("ClaimData")]
    Task<bool> ClaimData();

    /// <summary>Brings a piece of the data; in any order, and more than once without harm.</summary>
    /// <param name="offset">Where it belongs.</param>
    /// <param name="total">The length of all pieces together.</param>
    /// <param name="piece">The piece.</param>
    [Alias("Bring")]
    Task Bring(int offset, int total, byte[] piece);

    /// <summary>Runs the part, or waits on for it. Answers within seconds, as <see cref="IStepGrain.Execute"/>.</summary>
    /// <param name="part">The part; null where it should be running.</param>
    /// <param name="fitsPerSilo">How many share the processors of a silo.</param>
    /// <returns>The reply; null while it runs; empty where the part, or the data, must be sent.</returns>
    [Alias("Run")]
    Task<byte[]?> Run(byte[]? part, int fitsPerSilo);

    /// <summary>Ends the part and forgets it.</summary>
    [Alias("Close")]
    Task Close();
}
