using System.Text.Json.Serialization;

namespace NeuronPursuit;

/// <summary>An activation as a file holds it: the whole of it is three numbers (and the paper's alpha, to name it).</summary>
internal sealed record ActivationDocument(
    double PositiveCoefficient, double NegativeCoefficient, int Power, double? NegativeSlope);

/// <summary>A network as a file holds it: inputs, hidden widths, outputs; one row-major array of weights per layer.</summary>
internal sealed record NetworkDocument(ActivationDocument Activation, int[] Widths, double[][] Weights);

internal sealed record ScalingDocument(double[] Offsets, double[] Scales);

internal sealed record ModelDocument(
    string Format,
    int Version,
    NetworkDocument Network,
    bool Intercept,
    ScalingDocument? InputScaling,
    ScalingDocument? TargetScaling,
    PursuitStopReason StopReason,
    IReadOnlyList<PursuitIteration> History);

internal sealed record CheckpointDocument(
    string Format,
    int Version,
    string Fingerprint,
    NetworkDocument Network,
    double Loss,
    int StalledGrowths,
    IReadOnlyList<PursuitIteration> History);

/// <summary>
/// Source-generated JSON: no reflection, so that trimming and NativeAOT keep it. Doubles are written with as many
/// digits as bring back the same bits.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ModelDocument))]
[JsonSerializable(typeof(CheckpointDocument))]
internal sealed partial class DocumentContext : JsonSerializerContext;
