namespace NeuronPursuit;

/// <summary>
/// How much of a bag is done, for whoever watches: pursuits weighed by the samples that they see, and of a running one its
/// iterations of the most that there may be. Not safe from several threads at once.
/// </summary>
internal sealed class BagProgress
{
    private readonly Dictionary<BagJob, double> _running = [];
    private readonly double _trialCost;
    private readonly double _memberCost;
    private readonly int _maxIterations;
    private double _done;
    private double _before;
    private double _total;
    private double _share;

    /// <param name="candidates">Settings that compete.</param>
    /// <param name="kinds">Kinds of networks among them: as many may be averaged.</param>
    /// <param name="members">Networks of a kind.</param>
    /// <param name="maxIterations">Iterations of a pursuit at most.</param>
    /// <param name="settings">The numbers of the bag.</param>
    /// <param name="trialCost">Samples of a trial.</param>
    /// <param name="memberCost">Samples of a member.</param>
    public BagProgress(int candidates, int kinds, int members, int maxIterations, BagSettings settings, double trialCost, double memberCost)
    {
        (_trialCost, _memberCost, _maxIterations, Members) = (trialCost, memberCost, maxIterations, members);
        int survivors = candidates;
        for (int window = 0; window < settings.SelectionWindows && survivors > 1; window++)
        {
            Trials += survivors;
            survivors = settings.SurvivorsOf(survivors);
        }

        _total = Trials * trialCost + (members == 1 ? 1 : (double)kinds * members) * memberCost;
    }

    /// <summary>The pursuits by which settings are chosen.</summary>
    public int Trials { get; }

    public int FinishedTrials { get; private set; }

    /// <summary>The networks of the bag; before settings are chosen those of one kind.</summary>
    public int Members { get; private set; }

    public int FinishedMembers { get; private set; }

    /// <summary>Settings are chosen.</summary>
    /// <param name="members">The networks of the bag.</param>
    /// <param name="finished">How many of them are trials that count as members.</param>
    /// <param name="left">Members that are still to run.</param>
    public void Choose(int members, int finished, int left)
    {
        (Members, FinishedMembers) = (members, finished);

        // A single network is trained on all samples at the end, whether its window has to be seen again or not.
        _total = _done + (Members == 1 ? left + 1 : left) * _memberCost;
    }

    /// <summary>The place of an iteration of a pursuit that runs.</summary>
    public PursuitPlace PlaceOf(BagJob job, int number, PursuitState state)
    {
        _running[job] = Math.Min(1, (double)state.History[^1].Number / _maxIterations) * CostOf(job);
        return Place(job.IsTrial ? PursuitPhase.Trial : PursuitPhase.Member, number, job.IsTrial ? Trials : Members);
    }

    /// <summary>The place of the last training of a single network.</summary>
    public PursuitPlace LastTraining()
    {
        _done = _total;
        return Place(PursuitPhase.LastTraining, 1, 1);
    }

    /// <summary>A pursuit has finished, in this run or an earlier one.</summary>
    public void Finish(BagJob job, bool isNew)
    {
        _running.Remove(job);
        _done += CostOf(job);
        _before += isNew ? 0 : CostOf(job);
        if (job.IsTrial)
        {
            FinishedTrials++;
        }
        else
        {
            FinishedMembers++;
        }
    }

    private PursuitPlace Place(PursuitPhase phase, int member, int members)
    {
        _share = Math.Clamp((_done + _running.Values.Sum()) / _total, _share, 1);
        return new PursuitPlace(phase, member, members, _share, Math.Min(_share, _before / _total));
    }

    private double CostOf(BagJob job) => job.IsTrial ? _trialCost : _memberCost;
}
