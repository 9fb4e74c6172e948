using Microsoft.Extensions.Logging;

namespace NeuronPursuit;

/// <summary>Says where a fit will take its time for the sake of its bits.</summary>
internal static partial class ProcessorLog
{
    public static void Write(ILogger logger) => Write(logger, Line.IsFused);

    /// <param name="logger">Hears of it.</param>
    /// <param name="isFused">Whether the processor has fused multiply-adds, and the program may use them.</param>
    public static void Write(ILogger logger, bool isFused)
    {
        if (!isFused)
        {
            NoFusedMultiplyAdd(logger);
        }
    }

    [LoggerMessage(
        EventId = 28,
        Level = LogLevel.Warning,
        Message = "This program runs without fused multiply-adds, which are computed in software, many times slower. The result is the same. Use a processor with AVX2 or ARM64, and compile native code for it (IlcInstructionSet).")]
    private static partial void NoFusedMultiplyAdd(ILogger logger);
}
