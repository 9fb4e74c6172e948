using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace NeuronPursuit;

/// <summary>Writes the constant under which lookups hold the model.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ModelKeyMapping : CustomMappingFactory<NoColumns, ModelKey>
{
    /// <summary>The name in saved pipelines. Never change what it stands for: take a new one.</summary>
    public const string Contract = "NeuronPursuit.ML.ModelKey";

    public override Action<NoColumns, ModelKey> GetMapping() => static (_, output) => output.Key = ModelKey.Value;
}

/// <summary>No column is read.</summary>
internal sealed class NoColumns;

/// <summary>The constant.</summary>
internal sealed class ModelKey
{
    /// <summary>Its value.</summary>
    public const int Value = 1;

    [ColumnName(TemporaryColumns.Key)]
    public int Key { get; set; }
}
