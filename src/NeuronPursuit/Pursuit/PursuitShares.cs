namespace NeuronPursuit;

/// <summary>How much of one or several pursuits is done, for whoever watches: iterations of the most that there may be.</summary>
internal sealed class PursuitShares(PursuitOptions options)
{
    private int _pursuit;
    private double _earlierBefore;
    private double _before;
    private bool _isNew;

    /// <summary>The place of an iteration of the pursuit that runs.</summary>
    public PursuitPlace PlaceOf(PursuitState state)
    {
        // A sparse fit counts its work itself.
        double share = state.Place?.Share
            ?? (state.History.Count == 0 ? 0 : Math.Min(1, (double)state.History[^1].Number / options.MaxIterations));
        if (state.Finished == 0)
        {
            _before = share;
        }
        else
        {
            _isNew = true;
        }

        return new PursuitPlace(
            state.Place?.Phase ?? PursuitPhase.Pursuit,
            _pursuit + 1,
            options.Pursuits,
            (_pursuit + share) / options.Pursuits,
            (_earlierBefore + _before) / options.Pursuits);
    }

    /// <summary>The pursuit that ran has ended, wherever its limits were.</summary>
    public void Next()
    {
        _earlierBefore += _isNew ? _before : 1;
        (_before, _isNew) = (0, false);
        _pursuit++;
    }
}
