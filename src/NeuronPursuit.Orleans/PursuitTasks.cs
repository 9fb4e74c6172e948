namespace NeuronPursuit;

/// <summary>Sends tasks to grains, some at a time.</summary>
internal static class PursuitTasks
{
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);

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
                    () => grain.Run(tasks[task]),
                    () => grain.Run(null),
                    () => grain.Run(tasks[task]),
                    options.RecoveryTime,
                    token).ConfigureAwait(false);
                using var stream = new MemoryStream(file);
                models[task] = NeuronPursuitModel.Load(stream);
            }
            finally
            {
                await grain.Close().WaitAsync(CloseWithin, CancellationToken.None)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }).ConfigureAwait(false);
        return models;
    }
}
