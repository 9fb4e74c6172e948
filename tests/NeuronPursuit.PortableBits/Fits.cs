namespace NeuronPursuit.PortableBits;

/// <summary>Recipes, precisions, losses, depths, optimisers, weights, shards: everything that decides a result once.</summary>
internal static class Fits
{
    private static readonly Data Exact = new(300, 8);
    private static readonly Data Noisy = new(400, 6, noise: 0.3, seed: 2);
    private static readonly Data Outputs = new(250, 7, outputs: 3, seed: 3);
    private static readonly Data Wide = new(120, 40, seed: 4);

    /// <summary>Short enough to be run in software.</summary>
    public static IReadOnlyList<string> Few { get; } =
    [
        "fast-2", "fast-single", "paper", "gradient-descent", "logistic-network", "cross-entropy-network", "huber", "shards", "weights", "importances",
    ];

    public static IEnumerable<(string Name, Func<string> Hash)> All =>
    [
        ("fast-2", () => Fit(Exact, Short().WithDepth(2))),
        ("fast-3", () => Fit(Exact, Short().WithDepth(3))),
        ("fast-4", () => Fit(Exact, Short().WithDepth(4))),
        ("fast-default", () => Fit(Noisy, new NeuronPursuitBuilder().WithMaxIterations(12))),
        ("fast-single", () => Fit(Exact, Short().WithPrecision(Precision.Single))),
        ("fast-single-4", () => Fit(Exact, Short().WithPrecision(Precision.Single).WithDepth(4))),
        ("fast-floats", () => Floats(Exact)),
        ("fast-outputs", () => FitAll(Outputs, Short())),
        ("fast-outputs-single", () => FitAll(Outputs, Short().WithPrecision(Precision.Single))),
        ("fast-wide", () => Fit(Wide, Short())),
        ("fast-intercept", () => Fit(Noisy, Short().WithIntercept())),
        ("fast-standardized", () => Fit(Noisy, Short().WithStandardization())),
        ("squared", () => Fit(Exact, Short().WithActivation(HomogeneousActivation.Create(0, 2)))),
        ("leaky", () => Fit(Exact, Short().WithActivation(HomogeneousActivation.LeakyReLU(0.3)))),
        ("cubic", () => Fit(Exact, Short().WithActivation(HomogeneousActivation.Create(-0.5, 3)))),
        ("decay", () => Fit(Noisy, Short().WithWeightDecay(0.01))),
        ("paper", () => Fit(Exact, Paper().WithDepth(2))),
        ("paper-3", () => Fit(Exact, Paper().WithDepth(3))),
        ("paper-single", () => Fit(Exact, Paper().WithPrecision(Precision.Single))),
        ("gradient-descent", () => Fit(Exact, Short().WithOptimizer(new GradientDescent(0.02, 1500)))),
        ("levenberg-marquardt", () => Fit(Exact, Short().WithOptimizer(new LevenbergMarquardt()))),
        ("levenberg-marquardt-single", () => Fit(Exact, Short().WithOptimizer(new LevenbergMarquardt()).WithPrecision(Precision.Single))),
        ("l-bfgs", () => Fit(Exact, Short().WithOptimizer(new LimitedMemoryBfgs(300)))),
        ("ascent", () => Fit(Exact, Short().WithNcfMaximizer(new ProjectedGradientAscent(0.2, 300)))),
        ("huber", () => Fit(Noisy.X, Noisy.Outliers, Short().WithLoss(new HuberLoss()))),
        ("huber-single", () => Fit(Noisy.X, Noisy.Outliers, Short().WithLoss(new HuberLoss()).WithPrecision(Precision.Single))),
        ("fixed-widths", () => Fit(Exact, new NeuronPursuitBuilder().WithFixedWidths([6, 4]))),
        ("pursuits", () => Fit(Noisy, Short().WithPursuits(2).WithValidation(0.2, 3))),
        ("validation", () => Fit(Noisy, Short().WithValidation(0.25, 4))),
        ("balancing", () => Fit(Exact, Short().WithWeightBalancing().WithDepth(3))),
        ("weights", () => Hash.Of(Short().Fit(Noisy.X, Noisy.First, Noisy.Weights), Noisy.X)),
        ("sparse-2", () => Fit(Wide, Short().WithRecipe(PursuitRecipe.Sparse).WithDepth(2))),
        ("sparse-3", () => Fit(Wide, Short().WithRecipe(PursuitRecipe.Sparse).WithDepth(3))),
        ("sparse-noise", () => Fit(Noisy, Short().WithRecipe(PursuitRecipe.Sparse))),
        ("tabular", () => Fit(Noisy, Short().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(4))),
        ("tabular-network", () => Fit(Noisy, Short().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(1))),
        ("logistic-network", () => Classify(2, Short().WithEnsemble(1))),
        ("cross-entropy-network", () => Classify(4, Short().WithEnsemble(1))),
        ("cross-entropy-single", () => Classify(4, Short().WithPrecision(Precision.Single))),
        ("classes-tabular", () => Classify(3, Short().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(3))),
        ("shards", () => Sharded(Short())),
        ("shards-single", () => Sharded(Short().WithPrecision(Precision.Single))),
        ("importances", Importances),
        ("resumed", Resumed.Whole),
    ];

    private static NeuronPursuitBuilder Short() => new NeuronPursuitBuilder().WithMaxIterations(6).WithTargetError(1e-4);

    private static NeuronPursuitBuilder Paper() => Short().WithRecipe(PursuitRecipe.Paper)
        .WithMaxIterations(3)
        .WithNcfMaximizer(new ProjectedGradientAscent(0.2, 200))
        .WithOptimizer(new GradientDescent(0.01, 2000));

    private static string Fit(Data data, NeuronPursuitBuilder builder) => Fit(data.X, data.First, builder);

    private static string Fit(double[,] X, double[] y, NeuronPursuitBuilder builder) => Hash.Of(builder.Fit(X, y), X);

    private static string FitAll(Data data, NeuronPursuitBuilder builder) => Hash.Of(builder.Fit(data.X, data.Y), data.X);

    private static string Floats(Data data) =>
        Hash.Of(Short().Fit(data.Single(), Array.ConvertAll(data.First, y => (float)y)), data.X);

    private static string Classify(int classes, NeuronPursuitBuilder builder)
    {
        NeuronPursuitClassifier<string> classifier = builder.FitClassifier(Noisy.X, Noisy.Classes(classes));
        return Hash.Of(classifier.Model, Noisy.X, classifier.PredictProbabilities(Noisy.X));
    }

    private static string Sharded(NeuronPursuitBuilder builder) => Hash.Of(builder.Fit(new Shards(Noisy, 3)), Noisy.X);

    private static string Importances()
    {
        NeuronPursuitModel model = Short().Fit(Noisy.X, Noisy.First);
        var found = model.PermutationImportances(Noisy.X, Noisy.First);
        double[,] numbers = new double[found.Count, 2];
        for (int i = 0; i < found.Count; i++)
        {
            (numbers[i, 0], numbers[i, 1]) = (found[i].Increases[0], found[i].Mean);
        }

        return Hash.Of(model, Noisy.X, numbers);
    }
}
