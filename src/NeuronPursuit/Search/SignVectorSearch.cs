namespace NeuronPursuit;

/// <summary>
/// Tries every sign vector of one input (<c>+-e_j</c>) or of up to two (<c>+-e_j +- e_k</c>) and returns the best ones.
/// Exhaustive, so it needs no starts and no luck.
/// </summary>
/// <remarks>
/// Two inputs cost about <c>2 d^2 n</c> multiply-adds on the library's own correlations and d times as much on others.
/// Incoming weights beyond the inputs, which a correlation of a whole network of depth 3 or more has, are tried with both
/// signs too (the first four of them; more stay positive).
/// The points are maxima over sign vectors, not KKT points; a trial or a further ascent on their inputs refines them.
/// </remarks>
public sealed class SignVectorSearch : INcfMaximizer
{
    private const int MaxFurtherSigns = 4;

    /// <summary>Creates the maximiser.</summary>
    /// <param name="maxInputs">1 for single inputs, 2 (the default) for pairs as well.</param>
    /// <param name="points">How many of the best vectors to return, at least 1, default 8; whatever the restarts are.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public SignVectorSearch(int maxInputs = 2, int points = 8)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxInputs, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxInputs, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 1);
        MaxInputs = maxInputs;
        Points = points;
    }

    /// <summary>1 or 2.</summary>
    public int MaxInputs { get; }

    /// <summary>How many points a search returns at most.</summary>
    public int Points { get; }

    /// <inheritdoc/>
    public IReadOnlyList<KktPoint> Maximize(INcfObjective objective, NcfSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objective);
        double[] start = new double[objective.IncomingCount + objective.OutgoingCount];
        search.FillStart(0, start);
        var best = new PriorityQueue<SignVector, double>();
        for (int size = 1; size <= Math.Min(MaxInputs, objective.InputCount); size++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (objective is ISignCorrelations fast)
            {
                fast.VisitSignVectors(size, (first, second, relativeSign, sign, value) =>
                    Keep(best, new SignVector(first, second, relativeSign, sign), value));
            }
            else
            {
                VisitDense(objective, size, best, start, cancellationToken);
            }
        }

        var vectors = new List<SignVector>(best.Count);
        while (best.TryDequeue(out SignVector vector, out _))
        {
            vectors.Add(vector);
        }

        double[] candidates = Candidates(vectors, objective, start);
        double[] values = new double[vectors.Count];
        double[] gradients = new double[candidates.Length];
        objective.Complete(candidates, values, gradients);
        return KktPoints.FromBatch(candidates, values, gradients, objective.IncomingCount);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"SignVectorSearch(inputs {MaxInputs}, points {Points})");

    private void Keep(PriorityQueue<SignVector, double> best, SignVector vector, double value)
    {
        if (best.Count < Points)
        {
            best.Enqueue(vector, value);
        }
        else
        {
            best.EnqueueDequeue(vector, value);
        }
    }

    /// <summary>One batch per first input, as dense candidates.</summary>
    private void VisitDense(
        INcfObjective objective,
        int size,
        PriorityQueue<SignVector, double> best,
        double[] start,
        CancellationToken cancellationToken)
    {
        for (int first = 0; first < objective.InputCount; first++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<SignVector> vectors = VectorsFrom(first, size, objective);
            if (vectors.Count == 0)
            {
                continue;
            }

            double[] candidates = Candidates(vectors, objective, start);
            double[] values = new double[vectors.Count];
            objective.Complete(candidates, values, new double[candidates.Length]);
            for (int r = 0; r < values.Length; r++)
            {
                Keep(best, vectors[r], values[r]);
            }
        }
    }

    /// <summary>Sign vectors as dense candidates, row after row; what they leave open is that of the start.</summary>
    private static double[] Candidates(List<SignVector> vectors, INcfObjective objective, double[] start)
    {
        double[] candidates = new double[vectors.Count * start.Length];
        for (int r = 0; r < vectors.Count; r++)
        {
            Span<double> candidate = candidates.AsSpan(r * start.Length, start.Length);
            start.CopyTo(candidate);
            vectors[r].Write(candidate[..objective.IncomingCount], objective.InputCount);
        }

        return candidates;
    }

    /// <summary>All sign vectors whose first input is the given one.</summary>
    private static List<SignVector> VectorsFrom(int first, int size, INcfObjective objective)
    {
        var vectors = new List<SignVector>();
        int patterns = 1 << Math.Min(objective.IncomingCount - objective.InputCount, MaxFurtherSigns);
        for (int further = 0; further < patterns; further++)
        {
            foreach (int sign in (ReadOnlySpan<int>)[1, -1])
            {
                foreach ((int second, int relativeSign) in SignVectors.From(size, first, objective.InputCount))
                {
                    vectors.Add(new SignVector(first, second, relativeSign, sign, further));
                }
            }
        }

        return vectors;
    }

    /// <summary>Signs of one or two inputs, and, as bits that mean negative, of the further incoming weights.</summary>
    private readonly record struct SignVector(int First, int Second, int RelativeSign, int Sign, int Further = 0)
    {
        public void Write(Span<double> incoming, int inputs)
        {
            incoming[..inputs].Clear();
            incoming[First] = Sign;
            if (Second >= 0)
            {
                incoming[Second] = Sign * RelativeSign;
            }

            // Their magnitudes follow from Lemma 9; the start only says that they are not 0.
            for (int s = 0; s < incoming.Length - inputs; s++)
            {
                double magnitude = Math.Abs(incoming[inputs + s]);
                incoming[inputs + s] = s < MaxFurtherSigns && (Further & (1 << s)) != 0 ? -magnitude : magnitude;
            }
        }
    }
}
