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
        FittedNetworks fitted = model.Fitted;
        ModelPreprocessing preprocessing = fitted.Preprocessing;
        PursuitOptions options = PursuitRecipe.Sparse.Defaults with
        {
            Depth = model.Depth,
            Activation = model.Activation,
            Intercept = preprocessing.Intercept,
            OutputOffset = preprocessing.Targets is not null,
            Seed = seed,
        };
        ColumnScaling targets = preprocessing.Targets ?? ColumnScaling.Uniform(Y.Width, 1);
        var data = LocalPursuitData<double>.Pack(X, Y, preprocessing.Inputs, targets, preprocessing.Intercept, new ChunkRunner(1), cancellationToken: cancellationToken);
        var moments = TargetMoments.Of(SampleColumns.Targets(Y, null, cancellationToken));
        var metrics = PursuitMetrics.Of(
            data, options, targets, moments, SampleReader.Norm(Y, null, cancellationToken), 1, false, cancellationToken);
        var holdOut = new HoldOut(data, validationFraction, metrics, RandomStream.Derive(seed, SeedCoordinates.HoldOut));
        var trainer = new SparseTrainer(holdOut, options, new WorkBudget(SparseSettings.MaxOperations), cancellationToken);
        var pruner = new NetworkPruner(trainer, SparseSettings.Of(options), preprocessing.Intercept, cancellationToken);
        int[] all = [.. Enumerable.Range(0, data.InputCount)];
        SparseState before = trainer.StateOf(fitted.Networks[0], all, model.History);
        SparseState pruned = pruner.Prune(before);
        if (ReferenceEquals(pruned, before))
        {
            return model;
        }

        pruned = pruned with { History = Later(model.History, pruned.History) };
        PursuitState refitted = FinalRefit.Run(data, pruned, options, metrics, cancellationToken);
        return new NeuronPursuitModel(
            new FittedNetworks(refitted.Network, preprocessing), refitted.History, model.StopReason, offsetChoice: model.OffsetChoice);
    }

    /// <summary>A history of which the new entries count their time from the end of the earlier ones.</summary>
    private static PursuitIteration[] Later(IReadOnlyList<PursuitIteration> earlier, IReadOnlyList<PursuitIteration> all)
    {
        TimeSpan before = earlier.Count > 0 ? earlier[^1].Elapsed : TimeSpan.Zero;
        return [.. earlier, .. all.Skip(earlier.Count).Select(iteration => iteration with { Elapsed = before + iteration.Elapsed })];
    }
}
