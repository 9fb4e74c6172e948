namespace NeuronPursuit;

/// <summary>A correlation that can be had for a fraction of its cost where the outgoing weights are many.</summary>
internal interface ISketchedCorrelation
{
    /// <summary>
    /// The correlation with a few random mixtures of the outputs in their place (<see cref="SensitivitySketch"/>), which has
    /// about the same value for every incoming vector; null where outputs are few.
    /// </summary>
    INcfObjective? Sketch();
}
