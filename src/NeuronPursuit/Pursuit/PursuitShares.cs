namespace NeuronPursuit;

/// <summary>How much of one or several pursuits is done, for whoever watches: iterations of the most that there may be.</summary>
internal sealed class PursuitShares(PursuitOptions options)
{
    private int _pursuit;
    private int? _first;
    private double _earlierBefore;
    private double _before;
    private bool _isNew;

    /// <summary>The place of an iteration of the pursuit that runs.</summary>
    public PursuitPlace PlaceOf(PursuitState state)
    {
        // A sparse fit counts its work itself; a continued model has iterations that this fit has not made.
        int number = state.History.Count == 0 ? 0 : state.History[^1].Number;
        int first = _first ??= state.Finished > 0 ? number - state.Finished : 0;
        double share = state.Place?.Share ?? Math.Clamp((double)(number - first) / Math.Max(1, options.MaxIterations - first), 0, 1);
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
        (_first, _before, _isNew) = (null, 0, false);
        _pursuit++;
    }
}
