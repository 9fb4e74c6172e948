namespace NeuronPursuit;

/// <summary>Sends tasks to grains, some at a time, and runs them there.</summary>
internal static class PursuitTasks
{
    public static async Task<IReadOnlyList<NeuronPursuitModel>> Run(
        IClusterClient client, IReadOnlyList<IPursuitTask> tasks, int atOnce, ClusterPursuitOptions options, CancellationToken cancellationToken)
    {
        string run = Guid.NewGuid().ToString("N");
        var models = new NeuronPursuitModel[tasks.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, models.Length, parallel, async (task, token) =>
        {
            IPursuitTaskGrain grain = client.GetGrain<IPursuitTaskGrain>(task, run);
            try
            {
                byte[] file = await GrainCall.Run(
                    $"Task {task}",
                    _ => grain.Run(tasks[task]),
                    () => grain.Run(null),
                    options.RecoveryTime,
                    token).ConfigureAwait(false);
                using var stream = new MemoryStream(file);
                models[task] = NeuronPursuitModel.Load(stream);
            }
            finally
            {
                await GrainCall.CloseAsync(grain.Close()).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        return models;
    }

    /// <summary>Runs a task on a silo.</summary>
    /// <returns>The file of the model.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static byte[] Fit(IPursuitTask task, long number, CancellationToken cancellationToken)
    {
        try
        {
            NeuronPursuitModel model = task.Run(cancellationToken)
                ?? throw new InvalidOperationException(
                    $"{task.GetType().Name}.Run returned null. It must return the model that it fitted, or throw what went wrong.");
            using var file = new MemoryStream();
            model.Save(file);
            return file.ToArray();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Under its own type an error of a file, say, would be taken for that of a lost silo.
            throw new InvalidOperationException($"Task {number} failed: {exception.Message}", exception);
        }
    }
}
