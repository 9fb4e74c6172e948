using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>How near a network is to a stationary point of its training loss.</summary>
/// <remarks>
/// Free of the unit of the loss. The units of X and y enter the first two numbers of a model that does not standardise, as
/// they do in <see cref="NetworkDiagnostics.BalanceRatios"/>: the norms of w and of the gradient run over all layers.
/// </remarks>
/// <param name="GradientRatio">
/// <c>|grad L| |w| / L(0)</c>: the change of the loss, in parts of the loss of the zero network, per relative change of the
/// weights.
/// </param>
/// <param name="KktResidual">
/// The same with the part of the gradient tangential to the sphere through w: 0 at a KKT point of the loss on that sphere,
/// which is where training with weight decay comes to rest.
/// </param>
/// <param name="Alignment"><see cref="KktCondition.Alignment"/> of gradient and weights.</param>
public sealed record NetworkStationarity(double GradientRatio, double KktResidual, double Alignment);

/// <summary>Questions to a finished network: is it at a stationary point, is it balanced, how far is it from another one.</summary>
public static class NetworkDiagnostics
{
    /// <summary>How near a model is to a stationary point of the loss that it was trained on.</summary>
    /// <param name="model">The model.</param>
    /// <param name="X">Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>: its training data.</param>
    /// <param name="Y">Targets, n x <see cref="NeuronPursuitModel.OutputCount"/>.</param>
    /// <param name="loss">
    /// The loss of the fit, which a model does not store. Default: the cross-entropy for the model of a classifier, <see cref="PoissonLoss"/>
    /// for one that predicts exponentials, else the square; a model that was trained on another loss needs it here. <see cref="HuberLoss"/> and <see cref="QuantileLoss"/> are taken in the units of the
    /// model's residuals, as its fit ended.
    /// </param>
    /// <param name="sampleWeights">The sample weights of the fit, one per row; null where all rows counted the same.</param>
    /// <returns>
    /// Three numbers. Inputs are prepared as in the fit: standardised, limited, ranked, missing values filled in. Weight
    /// decay is not part of the loss; with it <see cref="NetworkStationarity.KktResidual"/> is the number that becomes 0.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// A shape is wrong, a value is not finite (NaN in X is missing where the model says so), or the loss does not take the
    /// targets or their standardisation.
    /// </exception>
    /// <exception cref="InvalidOperationException">The model averages several networks.</exception>
    public static NetworkStationarity Stationarity(
        this NeuronPursuitModel model, double[,] X, double[,] Y, ILoss? loss = null, double[]? sampleWeights = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(Y);
        if (X.GetLength(1) != model.InputCount || Y.GetLength(1) != model.OutputCount || X.GetLength(0) != Y.GetLength(0))
        {
            throw new ArgumentException(
                $"X is {X.GetLength(0)} x {X.GetLength(1)} and Y {Y.GetLength(0)} x {Y.GetLength(1)}, but the model has {model.InputCount} inputs and {model.OutputCount} outputs. Pass one row per sample.");
        }

        model.RequireNoCurve("this diagnosis");
        Network network = Single(model);
        ModelPreprocessing preprocessing = model.Fitted.Preprocessing;
        SampleReader.Check(new ReadOnlySpan2D<double>(X), nameof(X), CancellationToken.None, preprocessing.Inputs.AllowsMissing);
        SampleReader.Check(new ReadOnlySpan2D<double>(Y), nameof(Y), CancellationToken.None);
        ILoss trained = loss ?? LossOf(model.Fitted);
        CheckLoss(trained, preprocessing, Y);
        if (sampleWeights is not null)
        {
            SampleWeights.Check(sampleWeights, X.GetLength(0));
        }

        double[]? normalized = sampleWeights is null ? null : SampleWeights.Normalize(sampleWeights);

        // A loss of differences was trained on targets less the offset, another one with the offset added to the outputs.
        bool ofOutputs = !trained.CanStandardizeTargets;
        ColumnScaling none = ColumnScaling.Uniform(Y.GetLength(1), 1);
        var targets = TargetScaling.In(
            ofOutputs ? none : preprocessing.Targets ?? none,
            trained,
            SampleColumns.Targets<double>(Y, normalized, CancellationToken.None));
        ILocalPursuitData data = LocalPursuitData<double>.Pack<double>(
            X,
            Y,
            preprocessing.Inputs,
            targets.Scaling,
            preprocessing.Intercept,
            new ChunkRunner(1),
            targets.Loss,
            normalized,
            ofOutputs ? preprocessing.Targets?.Offsets.ToArray() : null);
        if (targets.Loss is IScaledLoss scaled)
        {
            data = (ILocalPursuitData)data.WithLoss(RobustRefit.LossOf(data, scaled, network, CancellationToken.None));
        }

        var landscape = new TrainingLandscape(data, network.Shape);
        double[] weights = network.Parameters;
        double[] gradient = new double[weights.Length];
        landscape.Evaluate(weights, gradient);
        double norm = Reductions.Norm(weights);
        double unit = landscape.LossAtOrigin > 0 ? norm / landscape.LossAtOrigin : norm;
        return new NetworkStationarity(
            Reductions.Norm(gradient) * unit,
            KktCondition.TangentNorm(gradient, weights) * unit,
            KktCondition.Alignment(gradient, weights));
    }

    /// <inheritdoc cref="Stationarity(NeuronPursuitModel, double[,], double[,], ILoss, double[])"/>
    /// <param name="model">The model, with one output.</param>
    /// <param name="X">Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>: its training data.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>.</param>
    /// <param name="loss">The loss of the fit.</param>
    /// <param name="sampleWeights">The sample weights of the fit.</param>
    public static NetworkStationarity Stationarity(
        this NeuronPursuitModel model, double[,] X, double[] y, ILoss? loss = null, double[]? sampleWeights = null) =>
        model.Stationarity(X, ColumnMatrix.Of(y), loss, sampleWeights);

    /// <summary>
    /// How balanced the neurons of every hidden layer are: <c>|a|^2 / (p |b|^2)</c> of incoming and outgoing weights, 1 at the KKT points of Lemmas 3 and 9 and
    /// after <see cref="NeuronPursuitBuilder.WithWeightBalancing"/>.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <returns>
    /// One array per hidden layer, input side first, with one ratio per neuron: 0 without incoming weights, infinite without
    /// outgoing ones, NaN without either. In the units of <see cref="NeuronPursuitModel.GetWeights"/>, in which rescaled data
    /// (<see cref="PursuitRecipe.Fast"/>) shift the ratios of the first and the last hidden layer.
    /// </returns>
    public static IReadOnlyList<double[]> BalanceRatios(this NeuronPursuitModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Network network = Single(model);
        int power = network.Shape.Activation.Power;
        return [.. Enumerable.Range(0, network.Shape.HiddenLayerCount).Select(layer =>
            NeuronNorms.Of(network.Shape, network.Parameters, layer)
                .Select(norms => norms.Incoming * norms.Incoming / (power * norms.Outgoing * norms.Outgoing)).ToArray())];
    }

    /// <summary>The distance of the weights of two models of the same widths, <c>|w - v| / |w|</c>.</summary>
    /// <param name="model">The model whose norm is the unit.</param>
    /// <param name="other">The other one.</param>
    /// <returns>At least 0. Neurons are compared by their number; networks that differ by their order are far apart.</returns>
    /// <exception cref="ArgumentException">The widths differ.</exception>
    public static double Distance(this NeuronPursuitModel model, NeuronPursuitModel other)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(other);
        Network own = Single(model);
        Network theirs = Single(other);
        if (!own.Shape.Widths.SequenceEqual(theirs.Shape.Widths))
        {
            throw new ArgumentException(
                $"The widths are {string.Join('/', own.Shape.Widths.ToArray())} and {string.Join('/', theirs.Shape.Widths.ToArray())}; only networks of the same widths have a distance.", nameof(other));
        }

        double distance = Reductions.Distance(own.Parameters, theirs.Parameters);
        return distance == 0 ? 0 : distance / own.Norm;
    }

    private static ILoss LossOf(FittedNetworks fitted) => fitted.Link switch
    {
        OutputLink.Softmax => new CrossEntropyLoss(),
        OutputLink.Exponential => new PoissonLoss(),
        _ => SquaredLoss.Instance,
    };

    private static void CheckLoss(ILoss loss, ModelPreprocessing preprocessing, double[,] Y)
    {
        if (preprocessing.Targets is { HasScales: true } && !loss.CanStandardizeTargets)
        {
            throw new ArgumentException(
                $"The model standardises its targets, which {loss} does not allow, so it was trained on another loss. Pass that one.", nameof(loss));
        }

        TargetChecks.Check<double>(loss, Y, nameof(Y), CancellationToken.None);
    }

    private static Network Single(NeuronPursuitModel model) => model.Fitted.Networks is [var network]
        ? network
        : throw new InvalidOperationException(
            $"The model averages {model.Fitted.Networks.Count} networks; only a single network is at a point of its loss.");
}
