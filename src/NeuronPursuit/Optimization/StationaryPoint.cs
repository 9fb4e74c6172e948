namespace NeuronPursuit;

/// <summary>When a small gradient means a stationary point, and not the saddle that a growth starts from.</summary>
internal static class StationaryPoint
{
    // Near a saddle the gradient first rises; at the end of a descent it has fallen far below its largest value.
    private const double Fall = 0.1;

    /// <param name="steepness"><c>|grad| |w|</c> now.</param>
    /// <param name="steepest">The largest of the run.</param>
    /// <param name="tolerance">What counts as small.</param>
    public static bool IsReached(double steepness, double steepest, double tolerance) =>
        steepness <= tolerance && steepness <= Fall * steepest;
}
