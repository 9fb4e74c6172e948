namespace NeuronPursuit.Tests;

/// <summary>One objective with what its homogeneous parts look like: sizes from the inputs up, degrees p apart.</summary>
public sealed record NcfObjectiveCase(string Name, INcfObjective Objective, int Power, int[] Parts)
{
    public override string ToString() => Name;
}

/// <summary>What every correlation promises of <see cref="INcfObjective.Complete"/>.</summary>
public abstract class NcfObjectiveContract
{
    private const int Starts = 6;

    protected abstract IEnumerable<NcfObjectiveCase> Cases();

    [Fact]
    public void Complete_AnyStart_HasUnitNormAndTheRatioOfLemma3()
    {
        foreach ((NcfObjectiveCase item, double[] start) in Inputs())
        {
            double[] candidate = item.Objective.Completed(start).Candidate;

            new ReadOnlySpan<double>(candidate).Norm().Should().BeApproximately(1, 1e-13, item.Name);
            double[] norms = PartNorms(item, candidate);
            for (int part = 1; part < norms.Length; part++)
            {
                // Lemmas 3 and 9: |a|^2 = p |b|^2.
                (norms[part - 1] * norms[part - 1]).Should().BeApproximately(item.Power * norms[part] * norms[part], 1e-13, item.Name);
            }
        }
    }

    [Fact]
    public void Complete_AnyStart_KeepsTheDirectionsOfTheIncomingWeights()
    {
        foreach ((NcfObjectiveCase item, double[] start) in Inputs())
        {
            double[] candidate = item.Objective.Completed(start).Candidate;

            double[] before = PartNorms(item, start);
            double[] after = PartNorms(item, candidate);
            for (int part = 0, i = 0; part < item.Parts.Length - 1; part++)
            {
                for (int end = i + item.Parts[part]; i < end; i++)
                {
                    (candidate[i] / after[part]).Should().BeApproximately(start[i] / before[part], 1e-13, item.Name);
                }
            }
        }
    }

    [Fact]
    public void Complete_AnyStart_ReturnsWhatEvaluateReturns()
    {
        foreach ((NcfObjectiveCase item, double[] start) in Inputs())
        {
            (double[] candidate, double value, double[] gradient) = item.Objective.Completed(start);
            double[] expected = item.Objective.GradientAt(candidate);

            value.Should().BeApproximately(item.Objective.ValueAt(candidate), 1e-12 * expected.Max(Math.Abs), item.Name);
            gradient.ShouldAgreeWith(expected, 1e-12, item.Name);
            value.Should().BeGreaterThanOrEqualTo(0, item.Name);
        }
    }

    [Fact]
    public void Complete_AnyStart_NoOutgoingWeightsAndNoSplitOfTheNormAreBetter()
    {
        var random = new Random(7);
        foreach ((NcfObjectiveCase item, double[] start) in Inputs())
        {
            double best = item.Objective.Completed(start).Value;
            for (int trial = 0; trial < 200; trial++)
            {
                double[] rival = Rival(item, start, random);
                item.Objective.ValueAt(rival).Should().BeLessThanOrEqualTo(best * (1 + 1e-12) + 1e-15, item.Name);
            }
        }
    }

    [Fact]
    public void Complete_OutgoingWeights_AreNotRead()
    {
        foreach ((NcfObjectiveCase item, double[] start) in Inputs())
        {
            double[] other = [.. start];
            other.AsSpan(item.Objective.IncomingCount).Fill(double.NaN);

            item.Objective.Completed(other).Candidate.ShouldHaveTheBitsOf(item.Objective.Completed(start).Candidate, item.Name);
        }
    }

    [Fact]
    public void Complete_Batch_IsEachCandidateAlone()
    {
        foreach (IGrouping<NcfObjectiveCase, double[]> group in Inputs().GroupBy(input => input.Item, input => input.Start))
        {
            double[] batch = [.. group.SelectMany(start => start)];
            double[] values = new double[Starts];
            group.Key.Objective.Complete(batch, values, new double[batch.Length]);

            double[][] alone = [.. group.Select(start => group.Key.Objective.Completed(start).Candidate)];
            batch.ShouldAgreeWith([.. alone.SelectMany(candidate => candidate)], 1e-12, group.Key.Name);
            values.ShouldAgreeWith([.. group.Select(start => group.Key.Objective.Completed(start).Value)], 1e-12, group.Key.Name);
        }
    }

    [Fact]
    public void Complete_ZeroIncomingWeights_StillGivesAUnitCandidate()
    {
        foreach (NcfObjectiveCase item in Cases())
        {
            (double[] candidate, double value, double[] gradient) = item.Objective.Completed(new double[item.Objective.Size()]);

            new ReadOnlySpan<double>(candidate).Norm().Should().BeApproximately(1, 1e-13, item.Name);
            value.Should().BeApproximately(item.Objective.ValueAt(candidate), 1e-12 * gradient.Max(Math.Abs), item.Name);
            gradient.Should().OnlyContain(entry => double.IsFinite(entry), item.Name);
        }
    }

    private IEnumerable<(NcfObjectiveCase Item, double[] Start)> Inputs() =>
        from item in Cases()
        from seed in Enumerable.Range(0, Starts)
        select (item, RandomProblem.NormalVector(new Random(seed), item.Objective.Size()));

    private static double[] PartNorms(NcfObjectiveCase item, double[] candidate)
    {
        double[] norms = new double[item.Parts.Length];
        for (int part = 0, offset = 0; part < norms.Length; offset += item.Parts[part++])
        {
            norms[part] = new ReadOnlySpan<double>(candidate, offset, item.Parts[part]).Norm();
        }

        return norms;
    }

    /// <summary>The same directions of the incoming parts, other outgoing weights, another split of the unit norm.</summary>
    private static double[] Rival(NcfObjectiveCase item, double[] start, Random random)
    {
        double[] norms = PartNorms(item, start);
        double[] shares = [.. norms.Select(_ => random.NextDouble())];
        double total = shares.Sum();
        double[] rival = [.. start];
        RandomProblem.NormalVector(random, item.Parts[^1]).CopyTo(rival, item.Objective.IncomingCount);
        norms[^1] = new ReadOnlySpan<double>(rival, item.Objective.IncomingCount, item.Parts[^1]).Norm();
        for (int part = 0, i = 0; part < norms.Length; part++)
        {
            for (int end = i + item.Parts[part]; i < end; i++)
            {
                rival[i] *= Math.Sqrt(shares[part] / total) / norms[part];
            }
        }

        return rival;
    }
}
