namespace NeuronPursuit;

/// <summary>One task of one run: the key is its number, with the name of the run as its extension.</summary>
[Alias("NeuronPursuit.IPursuitTaskGrain")]
internal interface IPursuitTaskGrain : IGrainWithIntegerCompoundKey
{
    /// <summary>Runs the task, or waits on for it. Answers within seconds, as <see cref="IStepGrain.Execute"/>.</summary>
    /// <param name="task">The task; null where it should be running.</param>
    /// <returns>The model's file; null while it runs; empty where the task must be sent again.</returns>
    [Alias("Run")]
    Task<byte[]?> Run(IPursuitTask? task);

    /// <summary>Ends the task and forgets it.</summary>
    [Alias("Close")]
    Task Close();
}
