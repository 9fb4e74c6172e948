namespace NeuronPursuit.Tests;

public class NeuronCorrelationCompletionTests : NcfObjectiveContract
{
    protected override IEnumerable<NcfObjectiveCase> Cases() =>
        from alpha in new[] { -0.5, 0, 0.5, 1, 2 }
        from power in RandomProblem.Powers
        from outputs in new[] { 1, 3 }
        let problem = RandomProblem.Create(alpha, power, outputs, 2, samples: 20)
        select new NcfObjectiveCase(
            $"alpha {alpha}, p {power}, {outputs} outgoing",
            TestObjects.NeuronCorrelation(problem.Inputs, problem.Targets, problem.Activation),
            power,
            [problem.Widths[0], outputs]);
}

public class NetworkCorrelationCompletionTests : NcfObjectiveContract
{
    protected override IEnumerable<NcfObjectiveCase> Cases() =>
        from alpha in new[] { -0.5, 0, 0.5, 1, 2 }
        from power in new[] { 1, 2, 3 }
        from depth in new[] { 2, 3, 4 }
        let outputs = depth == 3 ? 3 : 1
        let problem = RandomProblem.Create(alpha, power, outputs, depth, samples: 20, chain: true)
        select new NcfObjectiveCase(
            $"alpha {alpha}, p {power}, depth {depth}, {outputs} outputs",
            TestObjects.NetworkCorrelation(problem.Inputs, problem.Targets, depth, problem.Activation),
            power,
            [problem.Widths[0], .. Enumerable.Repeat(1, depth - 2), outputs]);

    [Fact]
    public void Complete_NegativeZeroScalar_ReturnsWhatEvaluateReturns()
    {
        // Behind a negative scalar a ReLU chain computes nothing, so it matters on which side -0.0 is counted.
        RandomProblem problem = RandomProblem.Create(0, 1, 1, 3, samples: 20, chain: true);
        INcfObjective correlation = TestObjects.NetworkCorrelation(problem.Inputs, problem.Targets, 3, problem.Activation);
        double[] start = [.. problem.Weights];
        start[correlation.IncomingCount - 1] = -0.0;

        (double[] candidate, double value, _) = correlation.Completed(start);

        value.Should().BeApproximately(correlation.ValueAt(candidate), 1e-12);
    }
}
