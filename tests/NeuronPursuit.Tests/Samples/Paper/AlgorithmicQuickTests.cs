using PaperExperiments;
using PaperExperiments.Algorithmic;

namespace NeuronPursuit.Tests.Samples.Paper;

/// <summary>The key numbers of the algorithmic tasks (Section 5.2.2) in `all --quick`.</summary>
[Collection(QuickRun.Collection)]
[Trait("Category", "Slow")]
public class AlgorithmicQuickTests(QuickRun run)
{
    [Fact]
    public void ModularAddition_Quick_LearnsEveryPairWithSinusoidalNeurons()
    {
        FinishedRun row = run.Results("modular-addition").Runs.Should().ContainSingle().Subject;

        // The task in full: the paper needs 35 iterations, the goal is 50 growths (iteration 1 is the first fit).
        row.Outcome.StopReason.Should().Be(nameof(PursuitStopReason.ConditionMet));
        row.Outcome.TrainingError.Should().Be(0);
        row.Outcome.TestError.Should().BeLessThan(0.03);
        row.Outcome.Iterations.Should().BeLessThanOrEqualTo(51);
        row.Outcome.Values["median-share"].Should().BeGreaterThan(0.9);
        row.Outcome.Evaluations.Should().BeLessThan(13_000, "six seeds took 9,580 to 10,820");

        double[,] curve = row.Table("errors");
        int last = curve.GetLength(0) - 1;
        (last + 1).Should().Be(row.Outcome.Iterations);
        curve[0, 1].Should().BeGreaterThan(0.9, "one neuron knows next to nothing");
        curve[last, 2].Should().Be(row.Outcome.TestError);

        // What is reported follows from the weights that were written.
        IReadOnlyList<NeuronFrequencies> neurons = NeuronFrequencies.Of(row.Table("weights-1"), row.Table("weights-2"));
        neurons.Should().HaveCount(row.Outcome.Widths[0]);
        neurons.Count(neuron => neuron.TopShare > 0.8).Should().BeGreaterThan(neurons.Count * 3 / 4);
    }

    [Fact]
    public void Pvr_Quick_LearnsToUseThePointer()
    {
        FinishedRun row = run.Results("pvr").Runs.Should().ContainSingle().Subject;

        row.Outcome.StopReason.Should().Be(nameof(PursuitStopReason.TargetReached));
        row.Outcome.TrainingError.Should().BeLessThanOrEqualTo(PointerProtocol.QuickTargetError);
        row.Outcome.TestError.Should().BeLessThan(1.5 * PointerProtocol.QuickTargetError);
        row.Outcome.Iterations.Should().BeLessThanOrEqualTo(56);
        row.Outcome.Values["top-two-share"].Should().BeGreaterThan(0.5, "of sixteen equal weights two would have an eighth");

        // Incoming and outgoing weights of every neuron of the second layer are balanced (C.2.2).
        double[,] second = row.Table("weights-2");
        double[,] output = row.Table("weights-3");
        for (int neuron = 0; neuron < row.Outcome.Widths[1]; neuron++)
        {
            double incoming = Math.Sqrt(Enumerable.Range(0, row.Outcome.Widths[0]).Sum(from => second[neuron, from] * second[neuron, from]));
            incoming.Should().BeApproximately(Math.Abs(output[0, neuron]), 1e-3 * incoming);
        }
    }
}
