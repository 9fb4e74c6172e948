namespace NeuronPursuit;

/// <summary>What sensitivities a correlation is with.</summary>
internal enum ShardSignalKind : byte
{
    /// <summary>Those of the zero network.</summary>
    Origin = 1,

    /// <summary>Those around a hidden layer of a network.</summary>
    Layer,

    /// <summary>Those of a neuron of the second layer where it is silent.</summary>
    SilentNeuron,
}
