namespace NeuronPursuit;

/// <summary>The pursuits of a bag, one by one or side by side, here or elsewhere, and those that have finished.</summary>
/// <param name="data">The samples that they see.</param>
/// <param name="candidates">The settings that compete; strengths of decay may change between runs.</param>
/// <param name="members">Networks of a kind.</param>
/// <param name="seed">Decides the random starts.</param>
/// <param name="settings">The numbers of the bag.</param>
/// <param name="progress">Counts what has finished.</param>
/// <param name="parallel">How many run at once; the result does not depend on it.</param>
/// <param name="store">Keeps finished ones and gives those of an earlier run; null for none.</param>
/// <param name="engine">Runs them; null for this process.</param>
/// <param name="cancellationToken">Cancels; what has finished is kept.</param>
internal sealed class BagRuns(
    BagData data,
    PursuitOptions[] candidates,
    int members,
    ulong seed,
    BagSettings settings,
    BagProgress progress,
    int parallel,
    IMemberStore? store,
    IBagEngine? engine,
    CancellationToken cancellationToken)
{
    private readonly List<BagMember> _finished = [];
    private readonly Lock _lock = new();

    /// <summary>Whether the caller's condition has ended the bag.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>The finished ones in an order that does not depend on which thread was faster.</summary>
    public BagMember[] Finished()
    {
        lock (_lock)
        {
            return [.. _finished.OrderBy(member => member.Settings).ThenBy(member => member.Window)];
        }
    }

    /// <summary>Forgets those that have finished.</summary>
    public void Clear() => _finished.Clear();

    /// <summary>Runs settings on windows.</summary>
    /// <param name="chosen">The settings to run.</param>
    /// <param name="windows">Every one of them on every one of these windows.</param>
    /// <param name="operations">The bound on the work of each.</param>
    /// <param name="onIteration">Told of every finished iteration; returns true to stop the whole bag.</param>
    /// <param name="isTrial">Whether they see only the samples among which settings compete.</param>
    /// <param name="numberOf">The number of a job for whoever watches, from its place among the jobs and the job.</param>
    public void RunAll(
        int[] chosen, int[] windows, double operations, Func<PursuitState, bool> onIteration, bool isTrial, Func<int, BagJob, int> numberOf)
    {
        BagJob[] jobs = [.. windows.SelectMany(window => chosen.Select(index =>
            new BagJob(index, window, isTrial, candidates[index].WeightDecay, operations)))];
        if (engine is not null)
        {
            RunElsewhere(engine, jobs, Placed);
            return;
        }

        IndependentJobs.Run(jobs.Length, parallel, job =>
        {
            if (WasStopped || FindKept(jobs[job]))
            {
                return;
            }

            ValidatedResult result = RunMember(jobs[job], Placed(job, jobs[job]));
            Finish(jobs[job], result, keep: !WasStopped);
        }, cancellationToken);

        // Called under the lock, also by jobs that run here.
        Func<PursuitState, bool> Placed(int place, BagJob job) => state =>
            onIteration(state with { Place = progress.PlaceOf(job, numberOf(place, job), state) });
    }

    private void RunElsewhere(IBagEngine engine, BagJob[] jobs, Func<int, BagJob, Func<PursuitState, bool>> placed)
    {
        int[] open = [.. Enumerable.Range(0, jobs.Length).Where(job => !FindKept(jobs[job]))];
        engine.Run(
            [.. open.Select(job => jobs[job])],
            (place, result) =>
            {
                BagJob job = jobs[open[place]];
                Func<PursuitState, bool> onIteration = placed(open[place], job);
                PursuitIteration[] history = [.. result.State.History];
                lock (_lock)
                {
                    for (int iteration = 0; iteration < history.Length; iteration++)
                    {
                        onIteration(result.State with { History = history[..(iteration + 1)] });
                    }
                }

                Finish(job, result, keep: true);
            },
            cancellationToken);
    }

    private bool FindKept(BagJob job)
    {
        if (store?.Load(job.Name) is not { } kept)
        {
            return false;
        }

        Finish(job, kept, keep: false, isNew: false);
        return true;
    }

    private void Finish(BagJob job, ValidatedResult result, bool keep, bool isNew = true)
    {
        if (keep)
        {
            store?.Save(job.Name, result);
        }

        lock (_lock)
        {
            _finished.Add(new BagMember(job.Settings, job.Window, result, job.IsTrial));

            // One that the caller's condition has cut short is used, and has not finished.
            if (keep || !isNew)
            {
                progress.Finish(job, isNew);
            }
        }
    }

    /// <summary>Runs one member by itself.</summary>
    /// <param name="job">Which one.</param>
    /// <param name="onIteration">Told of every finished iteration; returns true to stop the whole bag.</param>
    public ValidatedResult RunMember(BagJob job, Func<PursuitState, bool> onIteration)
    {
        ILocalPursuitData own = job.IsTrial ? data.Competed : data.All;
        HoldOut parts = PartsOf(job.Window, job.IsTrial);
        PursuitOptions options = candidates[job.Settings] with
        {
            Seed = RandomStream.Derive(seed, SeedCoordinates.Windows + (ulong)job.Window),
            WeightDecay = job.WeightDecay,
            MaxOperations = job.Operations,
        };
        ValidatedResult result = new ValidatedPursuit(parts, options, cancellationToken).Run(state =>
        {
            lock (_lock)
            {
                // Once the caller's condition holds no member may ask it again.
                WasStopped = WasStopped || onIteration(state);
                return WasStopped;
            }
        });

        // Where no iteration beats the zero network, which predicts the mean of a standardised target, that one it is.
        Network origin = Network.SingleChain(own.InputCount, own.OutputCount, options.Depth, options.Activation);
        double lossAtOrigin = parts.LossOf(origin, cancellationToken);
        return result.HeldOutLoss < lossAtOrigin
            ? result
            : result with { State = result.State with { Network = origin, Kept = 0 }, HeldOutLoss = lossAtOrigin };
    }

    /// <summary>What a member is trained on, and what it does not see.</summary>
    public HoldOut PartsOf(int window, bool isTrial)
    {
        ILocalPursuitData own = isTrial ? data.Competed : data.All;
        return data.Validation is null ? Window(own, window) : new HoldOut(own, data.Validation, data.Metrics);
    }

    /// <summary>Which samples of the fit a window holds out.</summary>
    public int[] SamplesOf(HoldOut parts, bool isTrial) => isTrial && !ReferenceEquals(data.Competed, data.All)
        ? Array.ConvertAll(parts.HeldOutSamples!, sample => data.Order[sample])
        : parts.HeldOutSamples!;

    private HoldOut Window(ILocalPursuitData own, int window)
    {
        int windows = Math.Max(members, settings.SelectionWindows);
        int[] order = ReferenceEquals(own, data.All) ? data.Order : [.. Enumerable.Range(0, own.SampleCount)];
        double[]? weights = own.CopyWeights();
        int start = weights is null
            ? (int)((long)window * own.SampleCount / windows)
            : Math.Min(HoldOut.CountOf(order, (double)window / windows, weights), order.Length - 1);
        return HoldOut.Window(own, order, start, settings.WindowFraction(members), data.Metrics);
    }
}

/// <summary>The samples of a bag.</summary>
/// <param name="All">All of them.</param>
/// <param name="Competed">Those among which settings compete; the same object where that is all.</param>
/// <param name="Order">The order in which windows go through all of them.</param>
/// <param name="Validation">Samples of the caller's that judge in the place of windows, or null.</param>
/// <param name="Metrics">The units of the targets.</param>
internal sealed record BagData(
    ILocalPursuitData All, ILocalPursuitData Competed, int[] Order, ILocalPursuitData? Validation, PursuitMetrics Metrics);
