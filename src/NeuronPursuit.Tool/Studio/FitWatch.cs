namespace NeuronPursuit;

/// <summary>A point of the curves of errors.</summary>
/// <param name="Place">Which report of the fit, from 1.</param>
/// <param name="Training">The relative error on what is learned from.</param>
/// <param name="HeldOut">The same on held-out rows; null where none are.</param>
internal sealed record CurvePoint(int Place, double Training, double? HeldOut);

/// <summary>What is seen of a fit at a moment.</summary>
internal sealed record FitState
{
    public required bool Ended { get; init; }

    public string? Error { get; init; }

    /// <summary>One line: phase, member, the time that is left.</summary>
    public string Text { get; init; } = "begins";

    public double Share { get; init; }

    public double? SecondsLeft { get; init; }

    public double Seconds { get; init; }

    /// <summary>Neurons of each hidden layer of the network that grew last.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [];

    /// <summary>How many of them the last iteration added.</summary>
    public IReadOnlyList<int> Added { get; init; } = [];

    public string? Recipe { get; init; }

    public double? Best { get; init; }

    public int Iterations { get; init; }

    /// <summary>Points since the last state that was asked for.</summary>
    public IReadOnlyList<CurvePoint> Curve { get; init; } = [];
}

/// <summary>Collects what a fit says of itself, for pages that look at it.</summary>
internal sealed class FitWatch : IProgress<PursuitProgress>
{
    // Beyond as many the curve has every second, fourth ... point.
    private const int MostPoints = 1500;

    private readonly Lock _lock = new();
    private readonly List<CurvePoint> _curve = [];
    private PursuitProgress? _last;
    private PursuitIteration? _iteration;
    private double _best = double.PositiveInfinity;
    private int _count;
    private int _version;
    private string? _error;

    public bool IsEnded { get; private set; }

    public void Report(PursuitProgress value)
    {
        lock (_lock)
        {
            (_last, _version) = (value, _version + 1);
            if (value.Iteration is not { } iteration)
            {
                return;
            }

            (_iteration, _count) = (iteration, _count + 1);
            _best = Math.Min(_best, iteration.ValidationError ?? double.PositiveInfinity);
            if (_count <= MostPoints || _count % (1 + (_count / MostPoints)) == 0)
            {
                _curve.Add(new CurvePoint(_count, iteration.TrainingError, iteration.ValidationError));
            }
        }
    }

    public void End(string? error)
    {
        lock (_lock)
        {
            (IsEnded, _error, _version) = (true, error, _version + 1);
        }
    }

    /// <summary>What there is to see, if it is another than before.</summary>
    /// <param name="version">Of the last state; updated.</param>
    /// <param name="points">How many points of the curve were seen; updated.</param>
    public FitState? Next(ref int version, ref int points)
    {
        lock (_lock)
        {
            if (version == _version)
            {
                return null;
            }

            var state = new FitState
            {
                Ended = IsEnded,
                Error = _error,
                Text = _last is null ? "begins" : ProgressLine.Describe(_last, _best),
                Share = _last?.ShareDone ?? 0,
                SecondsLeft = _last?.TimeLeft?.TotalSeconds,
                Seconds = _last?.Elapsed.TotalSeconds ?? 0,
                Widths = _iteration?.HiddenWidths ?? [],
                Added = _iteration?.AddedNeurons ?? [],
                Recipe = _iteration?.Recipe,
                Best = double.IsFinite(_best) ? _best : null,
                Iterations = _count,
                Curve = [.. _curve.Skip(points)],
            };
            (version, points) = (_version, _curve.Count);
            return state;
        }
    }
}
