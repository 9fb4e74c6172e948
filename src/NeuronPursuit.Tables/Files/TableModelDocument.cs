using System.Text.Json;
using System.Text.Json.Serialization;

namespace NeuronPursuit;

/// <summary>A model of a table as a file holds it: what it knows, and in the same file the model behind it, in the core's own format.</summary>
internal sealed record TableModelDocument(
    string Format,
    int Version,
    TableSchemaDocument Schema,
    IReadOnlyList<EncodingDocument> Encodings,
    IReadOnlyList<TableFinding> Findings,
    bool IsClassifier,
    JsonElement Model);

/// <summary>A schema as a file holds it.</summary>
internal sealed record TableSchemaDocument(
    IReadOnlyList<ColumnSchema> Columns,
    int RowCount,
    string Fingerprint,
    string Recipe,
    ulong Seed,
    string LibraryVersion,
    DateTimeOffset? TrainedOn = null);

/// <summary>Source-generated JSON, as strict as that of the core: no reflection, nothing twice, nothing unknown.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TableModelDocument))]
internal sealed partial class TableDocumentContext : JsonSerializerContext;
