namespace NeuronPursuit;

// How the network grows.
public sealed partial class NeuronPursuitBuilder
{
    /// <summary>Limits the iterations; the first fit is iteration 1 (the paper's "capped at 31"). Default 31.</summary>
    /// <param name="iterations">At least 1.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithMaxIterations(int iterations) => OverrideOfOne(options => options with { MaxIterations = iterations });

    /// <summary>
    /// Stops when the relative error on the training data is at most this: relative to the deviation of the target from its
    /// weighted mean where an offset is fitted, else to the target (<see cref="PursuitIteration.TrainingError"/>). Default 0.001,
    /// as in the paper.
    /// </summary>
    /// <param name="relativeError">At least 0; 0.1 means 10 %.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// <see cref="PursuitRecipe.Sparse"/> stops where the error on the training part and on the held-out part is at most twice this,
    /// and trains on all samples once more; <see cref="PursuitStopReason.TargetReached"/> then says that the error is at
    /// most this.
    /// </remarks>
    public NeuronPursuitBuilder WithTargetError(double relativeError) => OverrideOfOne(options => options with { TargetError = relativeError });

    /// <summary>Sets the random starts of every search (the paper's H). Default 32.</summary>
    /// <param name="restarts">At least 1.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithRestarts(int restarts) => OverrideOfOne(options => options with { Restarts = restarts });

    /// <summary>Sets how correlations are maximised. Default <see cref="BatchedAscent"/>.</summary>
    /// <param name="maximizer">The maximiser of the first fit and of every growth.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithNcfMaximizer(INcfMaximizer maximizer)
    {
        ArgumentNullException.ThrowIfNull(maximizer);
        return WithNcfMaximizer(maximizer, maximizer);
    }

    /// <summary>Sets different maximisers for the first fit and for later growths, as C.2.2 does.</summary>
    /// <param name="first">The maximiser of the first fit and of parallel chains.</param>
    /// <param name="later">The maximiser of every other growth.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithNcfMaximizer(INcfMaximizer first, INcfMaximizer later)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(later);
        return OverrideOfOne(options => options with { FirstMaximizer = first, LaterMaximizer = later });
    }

    /// <summary>Sets how weights are trained. Default <see cref="LimitedMemoryBfgs"/>.</summary>
    /// <param name="optimizer">The optimiser of the first fit and of every growth.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithOptimizer(IWeightOptimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        return WithOptimizer(optimizer, optimizer);
    }

    /// <summary>Sets different optimisers for the first fit and for later growths.</summary>
    /// <param name="first">The optimiser of the first fit, and of a parallel chain before it joins.</param>
    /// <param name="later">The optimiser after every growth, and of a last training on all samples.</param>
    /// <returns>This builder.</returns>
    /// <remarks><see cref="PursuitRecipe.Sparse"/> trains by <paramref name="later"/> alone.</remarks>
    public NeuronPursuitBuilder WithOptimizer(IWeightOptimizer first, IWeightOptimizer later)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(later);
        return OverrideOfOne(options => options with { FirstOptimizer = first, LaterOptimizer = later });
    }

    /// <summary>Sets how small new weights begin (the paper's delta).</summary>
    /// <param name="growthScale">The rules of C.1.1 with their numbers.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// Default: the numbers of C.1.1 with more reductions and <see cref="GrowthScale.FirstShare"/> 0.001; activations of a power above 2
    /// also get <see cref="GrowthScale.Raise"/> 1.25. <see cref="PursuitRecipe.Paper"/> and <see cref="PursuitRecipe.Tabular"/> have their own.
    /// </remarks>
    public NeuronPursuitBuilder WithGrowthScale(GrowthScale growthScale)
    {
        ArgumentNullException.ThrowIfNull(growthScale);
        return OverrideOfOne(options => options with { GrowthScale = growthScale, RaisesHighPowers = false });
    }

    /// <summary>
    /// Sets how many neurons may join in one growth: the best KKT points of the dominant layer whose directions differ
    /// (cosine below 0.95) and whose value is at least 0.3 of the best one's. Default 1, as in Algorithm 1.
    /// </summary>
    /// <param name="count">At least 1.</param>
    /// <returns>This builder.</returns>
    /// <remarks><see cref="PursuitRecipe.Sparse"/> lets numbers from 1 to 8 compete and does not read this.</remarks>
    public NeuronPursuitBuilder WithNeuronsPerGrowth(int count) =>
        OverrideOfOne(options => options with { NeuronsPerGrowth = count, NeuronsPerOutput = 0 });

    /// <summary>
    /// Sets the part of the loss that a growth must gain; one that gains less has stalled. Default 0.001.
    /// </summary>
    /// <param name="lossShare">At least 0 and below 1.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// Where a neuron stalls, <see cref="PursuitRecipe.Fast"/> also tries the growths for which the neuron's correlation is
    /// blind (parallel chains, neurons into a silent one) and keeps the best; four stalled growths in a row end the pursuit
    /// (<see cref="PursuitStopReason.Stalled"/>). A higher number tries them earlier, at the price of their training: for
    /// pursuits of many growths on data whose samples lie on the kinks of ReLU, such as signs. The paper's recipe does
    /// neither, and <see cref="PursuitRecipe.Sparse"/> does not read this.
    /// </remarks>
    public NeuronPursuitBuilder WithStallTolerance(double lossShare) => OverrideOfOne(options => options with { StallTolerance = lossShare });

    /// <summary>
    /// Lets every first-layer neuron see only so many inputs, chosen when it joins and kept: its other weights stay
    /// exactly 0 in training (and so in <see cref="NeuronPursuitModel.GetWeights"/>). Default all inputs. With 1,
    /// <see cref="HomogeneousActivation.Linear"/> and depth 2 the pursuit is orthogonal matching pursuit (D.5).
    /// </summary>
    /// <param name="count">At least 1; an intercept counts as an input.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// The first layer is then searched by <see cref="SignVectorSearch"/> (1 input) or
    /// <see cref="IterativeHardThresholding"/>. <see cref="PursuitRecipe.Sparse"/> chooses inputs itself and does not
    /// read this.
    /// </remarks>
    public NeuronPursuitBuilder WithInputsPerNeuron(int count) => OverrideOfOne(options => options with { InputsPerNeuron = count });

    /// <summary>
    /// Runs whole pursuits from different seeds and keeps one: the fewest parameters among those that reach the target
    /// error, else the lowest error of the network kept (held-out error where samples are held out). Default 1.
    /// </summary>
    /// <param name="count">At least 1.</param>
    /// <returns>This builder.</returns>
    /// <remarks>The first pursuit is the one that a count of 1 runs. Progress and observers see all of them.</remarks>
    public NeuronPursuitBuilder WithPursuits(int count) => OverrideOfOne(options => options with { Pursuits = count });

    /// <summary>
    /// Lets <see cref="PursuitRecipe.Sparse"/> ask a permutation test whether the target depends on the inputs at all,
    /// when its first pursuit leaves more than half of the held-out target unexplained. Where nothing is significant the
    /// model predicts the mean (<see cref="PursuitStopReason.NoSignal"/>). Default on at level 0.05 in that recipe; others do not ask.
    /// </summary>
    /// <param name="enabled">Whether to ask.</param>
    /// <param name="level">
    /// The share of targets without signal that may pass, from 0.01 to below 1; the test makes 99 permutations.
    /// </param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithSignalGate(bool enabled = true, double level = 0.05) =>
        OverrideOfOne(options => options with { SignalGate = enabled, SignalLevel = level });

    /// <summary>
    /// Balances the incoming and outgoing weights of every neuron after every training (C.2.2, D.6), which changes no
    /// prediction but may change which neuron comes next. Default off.
    /// </summary>
    /// <param name="enabled">Whether to balance.</param>
    /// <returns>This builder.</returns>
    /// <remarks><see cref="PursuitRecipe.Sparse"/> does not read this.</remarks>
    public NeuronPursuitBuilder WithWeightBalancing(bool enabled = true) => OverrideOfOne(options => options with { WeightBalancing = enabled });

    /// <summary>
    /// Sets what a wrong output costs. Default <see cref="SquaredLoss"/>, the paper's; <see cref="HuberLoss"/> against
    /// outliers, <see cref="QuantileLoss"/> for quantiles, <see cref="LogisticLoss"/> for two classes, <see cref="CrossEntropyLoss"/> for several,
    /// <see cref="PoissonLoss"/> for counts, or one of your own.
    /// </summary>
    /// <param name="loss">The loss; shared by all fits, so it must be immutable.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// <para>Residuals become <c>-dloss/doutput</c> in every correlation, and correlations at the origin use it at outputs
    /// of zero. Errors, and so <see cref="WithTargetError"/>, are <c>sqrt(loss(f) / loss(c))</c> with the best constant c where an
    /// offset is fitted, else 0; for the square that is the relative error.</para>
    /// <para>With a loss that takes targets as they are (logistic, cross-entropy, your own) predictions are what the loss
    /// takes: log-odds, not probabilities. After <see cref="PoissonLoss"/> they are means. <see cref="LevenbergMarquardt"/>, <see cref="PursuitRecipe.Sparse"/> and
    /// <see cref="NeuronPursuitModel.Prune(double[,], double[], double, ulong, CancellationToken)"/> know the square only.</para>
    /// </remarks>
    public NeuronPursuitBuilder WithLoss(ILoss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return Override(options => options with { Loss = loss });
    }

    /// <summary>
    /// Adds weight decay to the objective that is trained: the loss plus <c>strength / 2 |w|^2</c>, over all weights of the
    /// network. Default 0, none.
    /// </summary>
    /// <param name="strength">
    /// At least 0; 1e-4 to 1e-2 is usual. It acts on the data as the network sees them, that is after standardisation or
    /// rescaling, where the mean square of the target is near 1: with standardised data a strength means the same
    /// whatever their units.
    /// </param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// <para>At depth 2 with an activation of power 1 the pursuit ends with
    /// <see cref="PursuitStopReason.NoDescentDirection"/> as soon as no new neuron can lower the objective. For a convex
    /// loss the objective is then within 0.1 % of its lowest value over networks of any width, so far as the training
    /// has converged and the search has found the largest correlation.</para>
    /// <para>There is no such certificate elsewhere. At power p >= 2 the loss falls with the power p + 1 of a new
    /// neuron's size but the decay rises with its square, so a small neuron never pays while a large one may; at greater
    /// depth the same holds for parallel chains. There growths end as they do without decay.</para>
    /// </remarks>
    public NeuronPursuitBuilder WithWeightDecay(double strength) =>
        Override(options => options with { WeightDecay = strength, WeightDecays = [] });

    /// <summary>
    /// Averages the predictions of several networks, a bag: each is grown with another part of the samples held out, in
    /// cyclic windows, which decides when it stops and which iteration is kept. 1 is the same procedure for a single
    /// network, trained on all samples at the end. Default no bag.
    /// </summary>
    /// <param name="members">
    /// At least 1; fits cost about in proportion. Where the recipe lets several kinds of networks compete and more than
    /// one does well, the model has this many of each.
    /// </param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// Members run in parallel; the result does not depend on the threads. Progress sees the iterations of all of them as
    /// they come. <see cref="WithPursuits"/> and a validation fraction are not used by a bag, and not every recipe takes
    /// one: <see cref="PursuitRecipe.Sparse"/> does not.
    /// </remarks>
    public NeuronPursuitBuilder WithEnsemble(int members) => Override(options => options with { Members = members });
}
