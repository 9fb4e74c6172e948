using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>Prunes a finished model on data of the caller's.</summary>
internal static class ModelPruning
{
    public static NeuronPursuitModel Prune(
        NeuronPursuitModel model,
        ReadOnlySpan2D<double> X,
        ReadOnlySpan2D<double> Y,
        double validationFraction,
        ulong seed,
        CancellationToken cancellationToken)
    {
        FittedNetwork fitted = model.Fitted;
        PursuitOptions options = PursuitRecipe.Sparse.Defaults with
        {
            Depth = model.Depth,
            Activation = model.Activation,
            Intercept = fitted.Intercept,
            Seed = seed,
        };
        ColumnScaling inputs = fitted.Inputs ?? ColumnScaling.Uniform(X.Width, 1);
        ColumnScaling targets = fitted.Targets ?? ColumnScaling.Uniform(Y.Width, 1);
        var data = LocalPursuitData<double>.Pack(X, Y, inputs, targets, fitted.Intercept, new ChunkRunner(1), cancellationToken: cancellationToken);
        PursuitMetrics metrics = new PursuitMetrics(0, targets.Scales.ToArray(), targets.Offsets.ToArray(), 0, 1)
            .ForPart(data);
        var holdOut = new HoldOut(data, validationFraction, metrics, RandomStream.Derive(seed, HoldOut.SeedCoordinate));
        var trainer = new SparseTrainer(holdOut, options, new WorkBudget(SparseSettings.MaxOperations), cancellationToken);
        var pruner = new NetworkPruner(trainer, new SparseSettings(), fitted.Intercept, cancellationToken);
        int[] all = [.. Enumerable.Range(0, data.InputCount)];
        SparseState before = trainer.Describe(fitted.Network, all, model.History);
        SparseState pruned = pruner.Prune(before);
        if (ReferenceEquals(pruned, before))
        {
            return model;
        }

        PursuitState refitted = FinalRefit.Run(data, pruned, options, metrics, cancellationToken);
        return new NeuronPursuitModel(
            new FittedNetwork(refitted.Network, fitted.Intercept, fitted.Inputs, fitted.Targets),
            refitted.History,
            model.StopReason);
    }
}
