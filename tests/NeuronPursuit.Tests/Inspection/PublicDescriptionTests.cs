namespace NeuronPursuit.Tests.Inspection;

/// <summary>What a model says about itself is enough to compute its predictions.</summary>
public class PublicDescriptionTests
{
    [Fact]
    public void Description_RandomModels_GivesThePredictions()
    {
        for (int seed = 0; seed < 100; seed++)
        {
            NeuronPursuitModel model = RandomModels.Create(seed);
            double[,] X = RandomModels.Samples(12, seed, withMissing: true);
            double[,] expected = model.PredictAll(X);
            for (int row = 0; row < 12; row++)
            {
                double[] computed = Evaluate(model, [.. Enumerable.Range(0, 4).Select(column => X[row, column])]);
                for (int k = 0; k < computed.Length; k++)
                {
                    (computed[k].Equals(expected[row, k]) || Math.Abs(computed[k] - expected[row, k]) <= 1e-12 * Math.Max(1, Math.Abs(expected[row, k])))
                        .Should().BeTrue("seed {0}, row {1}, output {2}: {3} is {4}", seed, row, k, computed[k], expected[row, k]);
                }
            }
        }
    }

    [Fact]
    public void Description_RandomModels_CoversEverythingThatCanStandInIt()
    {
        NeuronPursuitModel[] models = [.. Enumerable.Range(0, 100).Select(RandomModels.Create)];
        NetworkInput[] inputs = [.. models.SelectMany(model => model.NetworkInputs)];

        inputs.Select(input => input.Kind).Distinct().Should().HaveCount(4);
        inputs.Should().Contain(input => input.Offset != 0 && input.Scale != 1)
            .And.Contain(input => double.IsFinite(input.Clip) && input.Clip > 0)
            .And.Contain(input => input.Clip == 0)
            .And.Contain(input => !double.IsNaN(input.WhereMissing));
        inputs.Should().OnlyContain(input => (input.Kind == NetworkInputKind.Rank) == (input.RankKnots.Count > 0));
        models.SelectMany(model => model.NetworkOutputs).Should().Contain(new NetworkOutput(0, 1)).And.Contain(new NetworkOutput(-0.5, 3));
        models.Select(model => model.OutputLink).Distinct().Should().BeEquivalentTo([OutputLink.Identity, OutputLink.Softmax, OutputLink.Exponential]);
    }

    [Fact]
    public void Inputs_OfTwoModelsMadeAlike_AreEqual()
    {
        int seed = Enumerable.Range(0, 100).First(candidate => RandomModels.Create(candidate).NetworkInputs.Any(input => input.Kind == NetworkInputKind.Rank));
        IReadOnlyList<NetworkInput> inputs = RandomModels.Create(seed).NetworkInputs;
        NetworkInput rank = inputs.First(input => input.Kind == NetworkInputKind.Rank);

        inputs.Should().Equal(RandomModels.Create(seed).NetworkInputs);
        inputs.Select(input => input.GetHashCode()).Should().Equal(RandomModels.Create(seed).NetworkInputs.Select(input => input.GetHashCode()));
        rank.Should().NotBe(rank with { RankKnots = [.. rank.RankKnots.SkipLast(1)] });
        rank.Should().NotBe(rank with { Offset = rank.Offset + 1 }).And.NotBe(rank with { Scale = 2 * rank.Scale });
        rank.Should().NotBe(rank with { Clip = 0.5 }).And.NotBe(rank with { WhereMissing = 17 }).And.NotBe(rank with { Column = rank.Column + 1 });
    }

    private static double[] Evaluate(NeuronPursuitModel model, double[] x)
    {
        double[] inputs = [.. model.NetworkInputs.Select(input => Prepare(input, x))];
        double[][] members = [.. model.Networks.Select(network => Member(model, network, inputs))];
        return [.. Enumerable.Range(0, model.OutputCount).Select(k => members.Average(member => member[k]))];
    }

    private static double Prepare(NetworkInput input, double[] x)
    {
        if (input.Kind == NetworkInputKind.Constant)
        {
            return 1;
        }

        double value = x[input.Column];
        double taken = input.Kind switch
        {
            NetworkInputKind.Value => value,
            NetworkInputKind.Rank => Interpolate(input.RankKnots, value),
            _ => 0,
        };
        return double.IsNaN(value) ? input.WhereMissing : Math.Clamp((taken - input.Offset) / input.Scale, -input.Clip, input.Clip);
    }

    private static double Interpolate(IReadOnlyList<RankKnot> knots, double value)
    {
        int above = knots.TakeWhile(knot => knot.Value <= value).Count();
        if (above == 0 || above == knots.Count)
        {
            return knots[Math.Max(above - 1, 0)].Rank;
        }

        (RankKnot low, RankKnot high) = (knots[above - 1], knots[above]);
        return low.Rank + (value - low.Value) / (high.Value - low.Value) * (high.Rank - low.Rank);
    }

    private static double[] Member(NeuronPursuitModel model, PursuitNetwork network, double[] inputs)
    {
        double[] signals = inputs;
        for (int layer = 0; layer < network.Depth; layer++)
        {
            double[,] weights = network.GetWeights(layer);
            double[] below = signals;
            signals = [.. Enumerable.Range(0, weights.GetLength(0)).Select(row => below.Select((signal, column) => weights[row, column] * signal).Sum())];
            signals = layer == network.Depth - 1 ? signals : [.. signals.Select(network.Activation.Evaluate)];
        }

        double[] outputs = [.. signals.Zip(model.NetworkOutputs, (signal, output) => signal * output.Scale + output.Offset)];
        double[] powers = [.. outputs.Select(output => Math.Exp(output - outputs.Max()))];
        return model.OutputLink switch
        {
            OutputLink.Softmax => [.. powers.Select(power => power / powers.Sum())],
            OutputLink.Exponential => [.. outputs.Select(Math.Exp)],
            _ => outputs,
        };
    }
}
