using Microsoft.ML.Data;

namespace NeuronPursuit;

/// <summary>What every scoring mapping reads.</summary>
internal sealed class ModelInput
{
    [ColumnName(TemporaryColumns.Features)]
    [VectorType]
    public VBuffer<float> Features { get; set; }

    /// <summary>Not a string, which would be a copy per row.</summary>
    [ColumnName(TemporaryColumns.Model)]
    public ReadOnlyMemory<char> Model { get; set; }
}
