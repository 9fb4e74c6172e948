namespace NeuronPursuit;

// The baseline that a pursuit is compared with.
public sealed partial class NeuronPursuitBuilder
{
    /// <summary>
    /// Trains a network of fixed widths from a small initialisation in place of a pursuit: the baseline of Section 5.2,
    /// on the same data with the same optimisers, stop conditions and observers.
    /// </summary>
    /// <param name="hiddenWidths">
    /// Neurons of each hidden layer, input side first, each at least 1; the depth is one more than their number,
    /// whatever <see cref="WithDepth"/> says. The paper's baseline has 50 in each of two or three layers.
    /// </param>
    /// <param name="radius">
    /// The norm of all initial weights together, positive; they are drawn uniformly from the hypersphere of this radius.
    /// Default 0.01 (C.1.1, C.1.2); the paper has 0.1 for four layers (C.1.3).
    /// </param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// <para>An iteration is one run of the optimiser, going on where the last one ended, with its own entry in the
    /// history (<see cref="PursuitIterationKind.FixedWidth"/>): <c>new GradientDescent(0.005, 10_000)</c> with
    /// <see cref="WithMaxIterations"/>(300) is gradient descent of 3,000,000 steps, looked at every 10,000 steps for
    /// the target error. Ends with <see cref="PursuitStopReason.Stalled"/> when a run that the optimiser itself ended
    /// gained less than 0.1 % of the loss.</para>
    /// <para>Radius and step size are in the caller's units under <see cref="PursuitRecipe.Paper"/>;
    /// <see cref="PursuitRecipe.Fast"/> rescales the data by powers of two. What concerns growth alone (restarts,
    /// maximisers, growth scale) is not read.</para>
    /// </remarks>
    public NeuronPursuitBuilder WithFixedWidths(IReadOnlyList<int> hiddenWidths, double radius = 0.01)
    {
        ArgumentNullException.ThrowIfNull(hiddenWidths);
        int[] widths = [.. hiddenWidths];
        return OverrideOfOne(options => options with
        {
            Procedure = new FixedWidthProcedure(widths, radius) { ReplacesSparse = options.Procedure.ChoosesInputs },
        });
    }
}
