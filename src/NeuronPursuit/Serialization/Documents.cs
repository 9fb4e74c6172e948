using System.Text.Json.Serialization;

namespace NeuronPursuit;

/// <summary>An activation as a file holds it: the whole of it is three numbers (and the paper's alpha, to name it).</summary>
internal sealed record ActivationDocument(
    double PositiveCoefficient, double NegativeCoefficient, int Power, double? NegativeSlope);

/// <summary>A network as a file holds it: inputs, hidden widths, outputs; one row-major array of weights per layer.</summary>
internal sealed record NetworkDocument(ActivationDocument Activation, int[] Widths, LayerWeights Weights);

internal sealed record ScalingDocument(double[] Offsets, double[] Scales);

/// <summary>One input of the networks: an <see cref="InputColumn"/>, with null for what is infinite or NaN there.</summary>
internal sealed record InputDocument(
    int Column, NetworkInputKind Kind, double Offset, double Scale, double? Clip, double? WhereMissing, RankCurve? Curve);

/// <summary>A model since version 2: a preparation and one or several networks.</summary>
internal sealed record ModelDocument(
    string Format,
    int Version,
    IReadOnlyList<InputDocument>? Inputs,
    bool Intercept,
    ScalingDocument? TargetScaling,
    OutputLink Link,
    IReadOnlyList<NetworkDocument> Networks,
    PursuitStopReason StopReason,
    IReadOnlyList<PursuitIteration> History,
    int? KeptIteration = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OffsetChoice? OffsetChoice = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EnsembleDocument? Ensemble = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ConformalScores>? Conformal = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] RecipeChoice? RecipeChoice = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TargetCurve?[]? TargetCurves = null);

/// <summary>How the fit of an ensemble went; depths are those of the networks.</summary>
internal sealed record EnsembleDocument(
    int Members, int FinishedMembers, int Trials, int FinishedTrials, IReadOnlyList<PursuitStopReason> StopReasons, TimeSpan Elapsed);

/// <summary>A model of version 1: one network, inputs at most scaled.</summary>
internal sealed record ModelDocumentV1(
    string Format,
    int Version,
    NetworkDocument Network,
    bool Intercept,
    ScalingDocument? InputScaling,
    ScalingDocument? TargetScaling,
    PursuitStopReason StopReason,
    IReadOnlyList<PursuitIteration> History);

internal sealed record ClassifierDocument(
    string Format, int Version, LabelKind LabelKind, IReadOnlyList<string> Labels, ModelDocument Model);

internal sealed record EncoderDocument(
    string Format, int Version, UnknownCategory Unknown, string[][] Categories);

/// <summary>A pursuit as far as it came; with a stop reason one that needs nothing more.</summary>
internal sealed record CheckpointDocument(
    string Format,
    int Version,
    string Fingerprint,
    NetworkDocument Network,
    double Loss,
    int StalledGrowths,
    IReadOnlyList<PursuitIteration> History,
    PursuitStopReason? StopReason = null,
    int? KeptIteration = null,
    HeldOutDocument? HeldOut = null,
    OffsetChoice? OffsetChoice = null,
    TrialDocument? WithOffset = null,
    int Told = 0,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] HeldOutResiduals? Residuals = null);

/// <summary>The same fit with an offset, where it tries both.</summary>
internal sealed record TrialDocument(
    NetworkDocument Network,
    double Loss,
    int StalledGrowths,
    IReadOnlyList<PursuitIteration> History,
    int? KeptIteration,
    HeldOutDocument? HeldOut,
    int Told);

/// <summary>What held-out samples have said of a pursuit.</summary>
internal sealed record HeldOutDocument(int WithoutGain, BestDocument? Best);

/// <summary>The iteration with the lowest held-out loss.</summary>
internal sealed record BestDocument(NetworkDocument Network, double Loss, int StalledGrowths, int Iteration, double HeldOutLoss);

/// <summary>A finished stage of a sparse pursuit; the network is null where it found none.</summary>
internal sealed record StageDocument(
    string Format, int Version, string Fingerprint, int Shown, double Spent, TimeSpan Elapsed, SparseDocument? State, int Trials = 0, int Told = 0);

/// <summary>A network on some of the inputs.</summary>
internal sealed record SparseDocument(
    NetworkDocument Network, int[] Inputs, double Loss, double ValidationError, int SampleCount, IReadOnlyList<PursuitIteration> History);

/// <summary>The model of a finished bag.</summary>
internal sealed record ResultDocument(
    string Format,
    int Version,
    string Fingerprint,
    ModelDocument Model,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] HeldOutResiduals? Residuals = null);

/// <summary>A finished member of a bag.</summary>
internal sealed record MemberDocument(
    string Format,
    int Version,
    string Fingerprint,
    NetworkDocument Network,
    double Loss,
    int StalledGrowths,
    IReadOnlyList<PursuitIteration> History,
    PursuitStopReason StopReason,
    double HeldOutLoss,
    int? KeptIteration = null,
    [property: JsonPropertyOrder(-1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TimeSpan? FitElapsed = null);

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
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(NumbersConverter), typeof(NumberListConverter), typeof(TextTableConverter)])]
[JsonSerializable(typeof(ModelDocument))]
[JsonSerializable(typeof(ModelDocumentV1))]
[JsonSerializable(typeof(ClassifierDocument))]
[JsonSerializable(typeof(EncoderDocument))]
[JsonSerializable(typeof(CheckpointDocument))]
[JsonSerializable(typeof(MemberDocument))]
[JsonSerializable(typeof(StageDocument))]
[JsonSerializable(typeof(ResultDocument))]
internal sealed partial class DocumentContext : JsonSerializerContext;
