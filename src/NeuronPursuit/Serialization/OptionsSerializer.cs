using System.Text.Json;
using System.Text.Json.Serialization;

namespace NeuronPursuit;

/// <summary>
/// The settings of a fit as JSON, for a part that runs elsewhere with the same version of the library. Strategies are the
/// library's own: code does not travel.
/// </summary>
internal static class OptionsSerializer
{
    public static byte[] Write(PursuitOptions options) =>
        JsonSerializer.SerializeToUtf8Bytes(options, OptionsContext.Default.PursuitOptions);

    /// <exception cref="InvalidDataException">It is something else, or of another version.</exception>
    public static PursuitOptions Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, OptionsContext.Default.PursuitOptions)
                ?? throw new InvalidDataException("The settings of a part of a fit are null.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or FormatException)
        {
            throw new InvalidDataException(
                $"The bytes are no settings of a fit, or of another version of the library ({exception.Message}). Run the same version everywhere.", exception);
        }
    }

    /// <summary>Settings that cannot be written, each with what to do.</summary>
    public static IEnumerable<string> Unsupported(PursuitOptions options)
    {
        foreach (INcfMaximizer maximizer in new[] { options.FirstMaximizer, options.LaterMaximizer }.Distinct())
        {
            if (!MaximizerConverter.Knows(maximizer))
            {
                yield return $"the maximiser {maximizer}, which is not the library's";
            }
        }

        foreach (IWeightOptimizer optimizer in new[] { options.FirstOptimizer, options.LaterOptimizer }.Distinct())
        {
            if (!OptimizerConverter.Knows(optimizer))
            {
                yield return $"the optimiser {optimizer}, which is not the library's";
            }
        }

        if (!ShardLosses.CanWrite(options.Loss))
        {
            yield return $"the loss {options.Loss}, which is not the library's";
        }
    }
}

/// <summary>Source-generated, as <see cref="DocumentContext"/>; every setting is written, a new one without being named here.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(ActivationConverter), typeof(LossConverter), typeof(MaximizerConverter), typeof(OptimizerConverter), typeof(ProcedureConverter)])]
[JsonSerializable(typeof(PursuitOptions))]
[JsonSerializable(typeof(ActivationDocument))]
[JsonSerializable(typeof(GrowthProcedure))]
[JsonSerializable(typeof(FixedWidthProcedure))]
[JsonSerializable(typeof(SparseProcedure))]
[JsonSerializable(typeof(BatchedAscent))]
[JsonSerializable(typeof(ProjectedGradientAscent))]
[JsonSerializable(typeof(IterativeHardThresholding))]
[JsonSerializable(typeof(SignVectorSearch))]
[JsonSerializable(typeof(LimitedMemoryBfgs))]
[JsonSerializable(typeof(LevenbergMarquardt))]
[JsonSerializable(typeof(GradientDescent))]
internal sealed partial class OptionsContext : JsonSerializerContext;
