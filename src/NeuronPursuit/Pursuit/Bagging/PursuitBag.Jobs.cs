namespace NeuronPursuit;

// The pursuits of a bag, one by one or side by side.
internal sealed partial class PursuitBag
{
    /// <param name="candidates">The settings to run.</param>
    /// <param name="windows">Every one of them on every one of these windows.</param>
    /// <param name="operations">The bound on the work of each.</param>
    /// <param name="onIteration">Told of every finished iteration; returns true to stop the whole bag.</param>
    /// <param name="isTrial">Whether they see only the samples among which settings compete.</param>
    /// <param name="numberOf">The number of a job for whoever watches, from its place among the jobs and the job.</param>
    private void RunAll(
        int[] candidates, int[] windows, double operations, Func<PursuitState, bool> onIteration, bool isTrial, Func<int, BagJob, int> numberOf)
    {
        BagJob[] jobs = [.. windows.SelectMany(window => candidates.Select(index =>
            new BagJob(index, window, isTrial, _candidates[index].WeightDecay, operations)))];
        if (_engine is not null)
        {
            RunElsewhere(_engine, jobs, Placed);
            return;
        }

        IndependentJobs.Run(jobs.Length, _parallelMembers, job =>
        {
            if (_stopped || FindKept(jobs[job]))
            {
                return;
            }

            ValidatedResult result = RunMember(jobs[job], Placed(job, jobs[job]));
            Finish(jobs[job], result, keep: !_stopped);
        }, _cancellationToken);

        // Called under the lock, also by jobs that run here.
        Func<PursuitState, bool> Placed(int place, BagJob job) => state =>
            onIteration(state with { Place = _progress.PlaceOf(job, numberOf(place, job), state) });
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
            _cancellationToken);
    }

    private bool FindKept(BagJob job)
    {
        if (_store?.Load(job.Name) is not { } kept)
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
            _store?.Save(job.Name, result);
        }

        lock (_lock)
        {
            _finished.Add(new BagMember(job.Settings, job.Window, result));

            // One that the caller's condition has cut short is used, and has not finished.
            if (keep || !isNew)
            {
                _progress.Finish(job, isNew);
            }
        }
    }

    /// <summary>Runs one member by itself.</summary>
    /// <param name="job">Which one.</param>
    /// <param name="onIteration">Told of every finished iteration; returns true to stop the whole bag.</param>
    public ValidatedResult RunMember(BagJob job, Func<PursuitState, bool> onIteration)
    {
        ILocalPursuitData data = job.IsTrial ? _competed : _all;
        HoldOut parts = _validation is null ? Window(data, job.Window) : new HoldOut(data, _validation, _metrics);
        PursuitOptions own = _candidates[job.Settings] with
        {
            Seed = RandomStream.Derive(_seed, SeedCoordinates.Windows + (ulong)job.Window),
            WeightDecay = job.WeightDecay,
            MaxOperations = job.Operations,
        };
        ValidatedResult result = new ValidatedPursuit(parts, own, _cancellationToken).Run(state =>
        {
            lock (_lock)
            {
                // Once the caller's condition holds no member may ask it again.
                _stopped = _stopped || onIteration(state);
                return _stopped;
            }
        });

        // Where no iteration beats the zero network, which predicts the mean of a standardised target, that one it is.
        Network origin = Network.SingleChain(data.InputCount, data.OutputCount, own.Depth, own.Activation);
        double lossAtOrigin = parts.LossOf(origin, _cancellationToken);
        return result.HeldOutLoss < lossAtOrigin
            ? result
            : result with { State = result.State with { Network = origin, Kept = 0 }, HeldOutLoss = lossAtOrigin };
    }

    private HoldOut Window(ILocalPursuitData data, int window)
    {
        int windows = Math.Max(_members, _settings.SelectionWindows);
        int[] order = ReferenceEquals(data, _all) ? _order : [.. Enumerable.Range(0, data.SampleCount)];
        double[]? weights = data.CopyWeights();
        int start = weights is null
            ? (int)((long)window * data.SampleCount / windows)
            : Math.Min(HoldOut.CountOf(order, (double)window / windows, weights), order.Length - 1);
        return HoldOut.Window(data, order, start, _settings.WindowFraction(_members), _metrics);
    }
}
