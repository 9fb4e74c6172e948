namespace NeuronPursuit;

/// <summary>
/// A loss that bends at a place which is measured in the residuals' own robust scale, output by output: first that of the targets,
/// at the end of a fit that of what the network leaves (<see cref="RobustRefit"/>).
/// </summary>
internal interface IScaledLoss : ILoss
{
    /// <summary>What residuals of each output are measured in; empty outside of a fit.</summary>
    ReadOnlySpan<double> Scales { get; }

    /// <summary>The same loss in other units.</summary>
    /// <param name="scales">The unit of each output, positive.</param>
    IScaledLoss InUnitsOf(double[] scales);
}
