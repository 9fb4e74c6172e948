using Microsoft.Extensions.DependencyInjection.Extensions;

namespace NeuronPursuit;

/// <summary>Neuron Pursuit on an Orleans cluster.</summary>
public static class NeuronPursuitClusterExtensions
{
    /// <summary>Makes a silo able to hold shards and to run pursuits. Every silo of the cluster needs it.</summary>
    /// <param name="builder">The silo.</param>
    /// <returns>The silo.</returns>
    public static ISiloBuilder AddNeuronPursuit(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder
            .ConfigureServices(services => services.TryAddSingleton<SiloData>())
            .AddPlacementDirector<SpreadPlacement, SpreadPlacementDirector>()
            .AddPlacementDirector<RangePlacement, RangePlacementDirector>();
    }

    /// <summary>Takes a pursuit to a cluster.</summary>
    /// <param name="builder">The settings; checked and frozen here.</param>
    /// <param name="client">A connected client, or that of a silo in this process.</param>
    /// <param name="options">How the cluster is used; null for the defaults.</param>
    /// <returns>What fits there.</returns>
    /// <exception cref="ArgumentException">Settings are wrong; the message lists everything that is.</exception>
    public static ClusterPursuit OnCluster(this NeuronPursuitBuilder builder, IClusterClient client, ClusterPursuitOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(client);
        options ??= new ClusterPursuitOptions();
        options.Check();
        return new ClusterPursuit(builder.Build(), client, options);
    }

    /// <summary>
    /// Runs independent fits on the silos of a cluster: pursuits from other seeds, folds of a cross-validation, settings of
    /// a search.
    /// </summary>
    /// <param name="client">A connected client, or that of a silo in this process.</param>
    /// <param name="tasks">The fits. Each runs on one silo; task k on silo k modulo their number.</param>
    /// <param name="atOnce">How many run at a time on the whole cluster, at least 1: about the number of its cores, if each fit takes one thread.</param>
    /// <param name="options">Of these only <see cref="ClusterPursuitOptions.RecoveryTime"/> is used; null for the default.</param>
    /// <param name="cancellationToken">Ends all of them.</param>
    /// <returns>The models, in the order of the tasks.</returns>
    /// <exception cref="InvalidOperationException">
    /// A task failed, or returned null, which ends the others. The message has its number and its error; the inner exception
    /// is that error, or, where its type has no <c>[GenerateSerializer]</c> of its own, one of the runtime with its type, message and stack trace.
    /// </exception>
    /// <exception cref="ArgumentException">A task in the list is null.</exception>
    /// <exception cref="TimeoutException">A silo stayed away for longer than <see cref="ClusterPursuitOptions.RecoveryTime"/>.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Task<IReadOnlyList<NeuronPursuitModel>> RunPursuitsAsync(
        this IClusterClient client,
        IReadOnlyList<IPursuitTask> tasks,
        int atOnce,
        ClusterPursuitOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(tasks);
        for (int task = 0; task < tasks.Count; task++)
        {
            if (tasks[task] is null)
            {
                throw new ArgumentException($"tasks[{task}] is null (counted from 0). Every entry must be a task.", nameof(tasks));
            }
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(atOnce, 1);
        options ??= new ClusterPursuitOptions();
        options.Check();
        return PursuitTasks.Run(client, tasks, atOnce, options, cancellationToken);
    }
}
