namespace NeuronPursuit.Tests;

/// <summary>
/// What every <see cref="INcfMaximizer"/> promises. A new one derives from this, or from <see cref="NcfAscentContract"/>, and
/// says how it is made.
/// </summary>
public abstract class NcfMaximizerContract
{
    /// <summary>How far <c>|a|^2 = p |b|^2</c> may be off at the best point.</summary>
    protected virtual double RatioTolerance => 1e-3;

    protected abstract INcfMaximizer Create();

    [Fact]
    public void Maximize_AnyObjective_ReturnsUnitPointsBestFirst()
    {
        foreach (NcfObjectiveCase item in NcfCases.Smooth().Concat(NcfCases.Kinked()))
        {
            IReadOnlyList<KktPoint> points = Maximize(item.Objective, new NcfSearch(6, 3));

            points.Should().NotBeEmpty(item.Name);
            points.Should().BeInDescendingOrder(point => point.Value, item.Name);
            foreach (KktPoint point in points)
            {
                point.Weights.Norm().Should().BeApproximately(1, 1e-12, item.Name);
                point.IncomingCount.Should().Be(item.Objective.IncomingCount, item.Name);
                point.Outgoing.Length.Should().Be(item.Objective.OutgoingCount, item.Name);
            }
        }
    }

    [Fact]
    public void Maximize_AnyObjective_ReturnsValuesAndAlignmentsOfItsPoints()
    {
        foreach (NcfObjectiveCase item in NcfCases.Smooth().Concat(NcfCases.Kinked()))
        {
            foreach (KktPoint point in Maximize(item.Objective, new NcfSearch(6, 3)))
            {
                double[] gradient = item.Objective.GradientAt(point.Weights);
                double norm = new ReadOnlySpan<double>(gradient).Norm();
                double inner = gradient.Zip(point.Weights.ToArray(), (g, w) => g * w).Sum();

                point.Value.Should().BeApproximately(item.Objective.ValueAt(point.Weights), 1e-12 * Math.Max(1, norm), item.Name);
                point.Alignment.Should().BeApproximately(norm > 0 ? inner / norm : 0, 1e-10, item.Name);
            }
        }
    }

    [Fact]
    public void Maximize_SmoothObjective_BestPointHasTheRatioOfLemma9()
    {
        foreach (NcfObjectiveCase item in NcfCases.Smooth())
        {
            KktPoint best = Maximize(item.Objective, new NcfSearch(6, 3))[0];

            double total = Enumerable.Range(0, item.Parts.Length).Sum(part => Math.Pow(item.Power, part));
            for (int part = 0, offset = 0; part < item.Parts.Length; offset += item.Parts[part++])
            {
                double norm = best.Weights.Slice(offset, item.Parts[part]).Norm();
                double expected = Math.Pow(item.Power, item.Parts.Length - 1 - part) / total;
                (norm * norm).Should().BeApproximately(expected, RatioTolerance, $"{item.Name}, part {part}");
            }
        }
    }

    [Fact]
    public void Maximize_SameSearch_GivesTheSameBits()
    {
        foreach (NcfObjectiveCase item in NcfCases.Kinked())
        {
            Bits(Maximize(item.Objective, new NcfSearch(4, 9))).Should().Equal(Bits(Maximize(item.Objective, new NcfSearch(4, 9))), item.Name);
        }
    }

    [Fact]
    public void Maximize_MoreRestarts_KeepsThePointsOfTheFirstStarts()
    {
        // Not to the bit, since a batch of another size may sum in another order; at kinks an ascent magnifies that.
        foreach (NcfObjectiveCase item in NcfCases.Smooth())
        {
            IReadOnlyList<KktPoint> few = Maximize(item.Objective, new NcfSearch(5, 9));
            IReadOnlyList<KktPoint> many = Maximize(item.Objective, new NcfSearch(10, 9));

            foreach (KktPoint point in few)
            {
                many.Min(other => Distance(other, point)).Should().BeLessThan(1e-4, item.Name);
            }
        }
    }

    [Fact]
    public void Maximize_AnyObjective_EvaluatesItByOneThreadAtATime()
    {
        var watched = new Watched(NcfCases.Smooth().First().Objective);

        Maximize(watched, new NcfSearch(8, 3));

        watched.AtOnce.Should().Be(1);
    }

    [Fact]
    public void Maximize_Cancelled_Throws()
    {
        INcfObjective objective = NcfCases.Smooth().First().Objective;

        Action maximize = () => Create().Maximize(objective, new NcfSearch(2, 1), new CancellationToken(canceled: true));

        maximize.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Maximize_NoObjective_Throws()
    {
        Action maximize = () => Maximize(null!, new NcfSearch(2, 1));

        maximize.Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Maximize_ZeroSensitivities_ReturnsPointsOfValueZero()
    {
        // A residual of zero leaves nothing to correlate with; that must not be an exception.
        double[,] inputs = RandomProblem.NormalMatrix(new Random(1), 20, 3);
        INcfObjective objective = TestObjects.NeuronCorrelation(inputs, new double[20, 1], HomogeneousActivation.ReLU);

        Maximize(objective, new NcfSearch(3, 1)).Should().OnlyContain(point => point.Value == 0);
    }

    private protected IReadOnlyList<KktPoint> Maximize(INcfObjective objective, NcfSearch search) =>
        Create().Maximize(objective, search, TestContext.Current.CancellationToken);

    private static double Distance(KktPoint a, KktPoint b) =>
        a.Weights.ToArray().Zip(b.Weights.ToArray(), (x, y) => Math.Abs(x - y)).Max();

    private protected static ulong[] Bits(IEnumerable<KktPoint> points) =>
        [.. points.SelectMany(point => (double[])[point.Value, .. point.Weights]).Select(BitConverter.DoubleToUInt64Bits)];

    /// <summary>Counts how many threads are in an objective at once.</summary>
    private sealed class Watched(INcfObjective inner) : INcfObjective
    {
        private int _inside;

        public int AtOnce { get; private set; }

        public int IncomingCount => inner.IncomingCount;

        public int InputCount => inner.InputCount;

        public int OutgoingCount => inner.OutgoingCount;

        public void Evaluate(ReadOnlySpan<double> candidates, Span<double> values, Span<double> gradients)
        {
            Enter();
            inner.Evaluate(candidates, values, gradients);
            Interlocked.Decrement(ref _inside);
        }

        public void Complete(Span<double> candidates, Span<double> values, Span<double> gradients)
        {
            Enter();
            inner.Complete(candidates, values, gradients);
            Interlocked.Decrement(ref _inside);
        }

        private void Enter()
        {
            AtOnce = Math.Max(AtOnce, Interlocked.Increment(ref _inside));
            Thread.Yield();
        }
    }
}
