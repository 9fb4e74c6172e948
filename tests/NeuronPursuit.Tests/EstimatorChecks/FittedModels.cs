using System.Collections.Concurrent;

namespace NeuronPursuit.Tests.EstimatorChecks;

/// <summary>One fitted model of every configuration, shared by the checks that only predict: models are immutable.</summary>
internal static class FittedModels
{
    private static readonly ConcurrentDictionary<string, Lazy<(NeuronPursuitModel Model, double[,] X)>> Models = [];

    public static (NeuronPursuitModel Model, double[,] X) Of(string name) => Models.GetOrAdd(name, key => new(() =>
    {
        var configuration = Configurations.Named(key);
        (double[,] X, double[,] Y) = CheckData.For(configuration);
        return (configuration.Fit(X, Y), X);
    })).Value;
}
