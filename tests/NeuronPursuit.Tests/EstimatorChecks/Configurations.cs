namespace NeuronPursuit.Tests.EstimatorChecks;

/// <summary>
/// The matrix: depth 2 to 4, activations, one and three outputs, intercept, standardisation, losses, optimisers, maximisers,
/// recipes, precision, classifiers. Few iterations each, so that a cell takes milliseconds.
/// </summary>
internal static class Configurations
{
    public static IReadOnlyList<EstimatorConfiguration> All { get; } =
    [
        Numbers("Fast"),
        Numbers("depth 2", b => b.WithDepth(2)),
        Numbers("depth 4", b => b.WithDepth(4)),
        Numbers("leaky ReLU", b => b.WithActivation(HomogeneousActivation.LeakyReLU(0.2))),
        Numbers("linear", b => b.WithActivation(HomogeneousActivation.Linear)),
        Numbers("square", b => b.WithActivation(HomogeneousActivation.Square)),
        Numbers("cubed leaky ReLU, depth 2", b => b.WithActivation(HomogeneousActivation.Create(-0.5, 3)), b => b.WithDepth(2)),
        Numbers("three outputs") with { Outputs = 3 },
        Numbers("three outputs, squared ReLU, depth 4", b => b.WithActivation(HomogeneousActivation.Create(0, 2)), b => b.WithDepth(4)) with { Outputs = 3 },
        Numbers("plain inputs", b => b.WithIntercept(false), b => b.WithStandardization(false)),
        Numbers("intercept", b => b.WithIntercept()),
        Numbers("standardised", b => b.WithStandardization()),
        Numbers("standardised, intercept, three outputs", b => b.WithStandardization(), b => b.WithIntercept()) with { Outputs = 3 },
        Numbers("clip and ranks", b => b.WithStandardization(), b => b.WithInputClip(2), b => b.WithRankView()),
        Numbers("missing values", b => b.WithMissingValues(MissingValues.MeanAndIndicator)),
        Numbers("Huber", b => b.WithLoss(new HuberLoss())),
        Numbers("Huber, standardised, three outputs", b => b.WithLoss(new HuberLoss()), b => b.WithStandardization()) with { Outputs = 3 },
        Of("logistic", b => b.WithLoss(new LogisticLoss())) with { Kind = TargetKind.Logical },
        Of("cross-entropy", b => b.WithLoss(new CrossEntropyLoss())) with { Outputs = 3, Kind = TargetKind.OneHot },
        Of("Poisson", b => b.WithLoss(new PoissonLoss())) with { Kind = TargetKind.Counts },
        Of("Poisson, standardised, single precision, two outputs", b => b.WithLoss(new PoissonLoss()), b => b.WithStandardization(), b => b.WithPrecision(Precision.Single))
            with { Outputs = 2, Kind = TargetKind.Counts },
        Numbers("quantile", b => b.WithLoss(new QuantileLoss(0.5))),
        Numbers("quantile 0.8, standardised, three outputs", b => b.WithLoss(new QuantileLoss(0.8)), b => b.WithStandardization()) with { Outputs = 3 },
        Numbers("weight decay, standardised", b => b.WithWeightDecay(1e-3), b => b.WithStandardization(), b => b.WithDepth(2)),
        Numbers("gradient descent", b => b.WithOptimizer(new GradientDescent(0.05, 100))),
        Numbers("Levenberg-Marquardt", b => b.WithOptimizer(new LevenbergMarquardt(30))),
        Numbers("Levenberg-Marquardt, three outputs", b => b.WithOptimizer(new LevenbergMarquardt(30)), b => b.WithIntercept()) with { Outputs = 3 },
        Numbers("projected ascent", b => b.WithNcfMaximizer(new ProjectedGradientAscent(0.2, 50))),
        Numbers("hard thresholding", b => b.WithNcfMaximizer(new IterativeHardThresholding([1, 2]))),
        Numbers("sign vectors", b => b.WithNcfMaximizer(new SignVectorSearch())),
        Numbers("several neurons, balancing", b => b.WithNeuronsPerGrowth(3), b => b.WithWeightBalancing()),
        Numbers("inputs per neuron", b => b.WithInputsPerNeuron(2)),
        Numbers("two pursuits, validation", b => b.WithPursuits(2), b => b.WithValidation(0.25, 2)),
        Numbers("ensemble", b => b.WithEnsemble(2)),
        Numbers("single precision", b => b.WithPrecision(Precision.Single)),
        Numbers("single precision, three outputs", b => b.WithPrecision(Precision.Single), b => b.WithStandardization()) with { Outputs = 3 },
        Numbers("fixed widths", b => b.WithFixedWidths([3, 2])),
        Paper("Paper"),
        Paper("Paper, three outputs, depth 4", b => b.WithDepth(4)) with { Outputs = 3 },
        Paper("Paper, standardised, intercept", b => b.WithStandardization(), b => b.WithIntercept()),
        Of("Sparse", b => b.WithRecipe(PursuitRecipe.Sparse)),
        Of("Sparse, two outputs", b => b.WithRecipe(PursuitRecipe.Sparse)) with { Outputs = 2 },
        Of("Tabular", b => b.WithRecipe(PursuitRecipe.Tabular), b => b.WithEnsemble(2)),
        Of("Tabular, three outputs", b => b.WithRecipe(PursuitRecipe.Tabular), b => b.WithEnsemble(2), b => b.WithDepth(2)) with { Outputs = 3 },
        Of("classifier") with { Outputs = 3, Kind = TargetKind.Labels },
        Of("classifier, Tabular", b => b.WithRecipe(PursuitRecipe.Tabular), b => b.WithEnsemble(2), b => b.WithDepth(2)) with { Outputs = 3, Kind = TargetKind.Labels },
    ];

    /// <summary>The cells of a check: one for every configuration that is meant, by its name.</summary>
    public static TheoryData<string> Where(Func<EstimatorConfiguration, bool>? meant = null) =>
        [.. All.Where(configuration => meant?.Invoke(configuration) ?? true).Select(configuration => configuration.Name)];

    public static EstimatorConfiguration Named(string name) => All.Single(configuration => configuration.Name == name);

    private static EstimatorConfiguration Numbers(string name, params Func<NeuronPursuitBuilder, NeuronPursuitBuilder>[] settings) => Of(name, settings);

    private static EstimatorConfiguration Paper(string name, params Func<NeuronPursuitBuilder, NeuronPursuitBuilder>[] settings) => Of(
        name,
        [
            b => b.WithRecipe(PursuitRecipe.Paper), b => b.WithNcfMaximizer(new ProjectedGradientAscent(0.2, 50)),
            b => b.WithOptimizer(new GradientDescent(0.05, 100)), .. settings,
        ]);

    private static EstimatorConfiguration Of(string name, params Func<NeuronPursuitBuilder, NeuronPursuitBuilder>[] settings) =>
        new(name, [.. settings, b => b.WithMaxIterations(3), b => b.WithSeed(7)]);
}
