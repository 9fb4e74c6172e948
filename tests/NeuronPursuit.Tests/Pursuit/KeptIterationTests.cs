using System.Text.Json.Nodes;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>A model says which iteration left it.</summary>
public class KeptIterationTests
{
    [Fact]
    public void KeptIteration_OfAPlainFit_IsTheLast()
    {
        (double[,] X, double[] y) = Problems.Gaussian(80, 4, 91, x => Math.Abs(x[0]) - x[1]);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithMaxIterations(3).Fit(X, y);

        model.KeptIteration.Should().BeSameAs(model.History[^1]);
        new NeuronPursuitBuilder().Fit(X, new double[80]).KeptIteration.Should().BeNull();
    }

    [Fact]
    public void KeptIteration_WithValidation_IsTheOneWhoseNetworkTheModelHolds()
    {
        // Two outputs of unlike units, standardised: the lowest loss on the held-out part and the lowest error there, which the large
        // unit decides, are not always the same iteration.
        int earlierThanTheLast = 0;
        int notOfTheLowestError = 0;
        for (int seed = 0; seed < 12; seed++)
        {
            (double[,] X, double[,] Y) = NoisyOutputs(seed);
            var networks = new Dictionary<int, NeuronPursuitModel>();
            NeuronPursuitModel model = Builder()
                .WithStopWhen((iteration, current) =>
                {
                    networks[iteration.Number] = current;
                    return false;
                })
                .Fit(X, Y);

            PursuitIteration kept = model.KeptIteration!;
            TestModels.Weights(model).Should().Equal(TestModels.Weights(networks[kept.Number]), "seed {0}", seed);
            networks[kept.Number].KeptIteration!.Number.Should().Be(kept.Number, "a model on the way holds the network of its last iteration");
            earlierThanTheLast += kept == model.History[^1] ? 0 : 1;
            notOfTheLowestError += kept.ValidationError == model.History.Min(iteration => iteration.ValidationError) ? 0 : 1;
        }

        earlierThanTheLast.Should().BePositive();
        notOfTheLowestError.Should().BePositive("else the history alone could tell");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void KeptIteration_WhereTheZeroNetworkIsBest_IsNone(int members)
    {
        int none = 0;
        for (int seed = 0; seed < 8; seed++)
        {
            var random = new Random(seed);
            double[,] X = new double[60, 3];
            double[] y = [.. Enumerable.Range(0, 60).Select(_ => random.NextDouble())];
            for (int i = 0; i < X.Length; i++)
            {
                X[i / 3, i % 3] = random.NextDouble();
            }

            NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(members).Fit(X, y);

            bool isZero = Enumerable.Range(0, model.Depth).All(layer => model.GetWeights(layer).Cast<double>().All(weight => weight == 0));
            (model.KeptIteration is null).Should().Be(isZero, "seed {0}", seed);
            (Load(Json(model)).KeptIteration is null).Should().Be(isZero);
            model.Summary().Contains("none better than the mean", StringComparison.Ordinal).Should().Be(isZero);
            none += isZero ? 1 : 0;
        }

        none.Should().BePositive();
    }

    [Fact]
    public void KeptIteration_SavedAndLoaded_IsTheSame()
    {
        NeuronPursuitModel model = Validated();

        NeuronPursuitModel loaded = Load(Json(model));

        model.KeptIteration.Should().NotBeSameAs(model.History[^1]);
        loaded.KeptIteration.Should().BeSameAs(loaded.History[model.KeptIteration!.Number - 1]);
    }

    [Fact]
    public void KeptIteration_OfAFileFromBefore_IsThatOfTheLowestHeldOutError()
    {
        NeuronPursuitModel model = Validated();
        JsonObject file = Json(model);
        file.Remove("keptIteration").Should().BeTrue();

        Load(file).KeptIteration!.ValidationError.Should().Be(model.History.Min(iteration => iteration.ValidationError));
    }

    [Fact]
    public void Load_KeptIterationThatIsNone_IsInvalid()
    {
        JsonObject file = Json(Validated());
        file["keptIteration"] = 99;

        FluentActions.Invoking(() => Load(file)).Should().Throw<InvalidDataException>().WithMessage("*keptIteration is 99*");
    }

    [Fact]
    public void SummaryItems_OfAModel_AreTheLinesOfTheSummary()
    {
        NeuronPursuitModel model = Validated();

        model.Summary().Split('\n').Should().HaveSameCount(model.SummaryItems());
        foreach ((string name, string value) in model.SummaryItems())
        {
            model.Summary().Should().MatchRegex($"(?m)^{name} +{System.Text.RegularExpressions.Regex.Escape(value)}$");
        }
    }

    /// <summary>A model that holds an earlier network than the last.</summary>
    private static NeuronPursuitModel Validated() => Enumerable.Range(0, 12)
        .Select(seed =>
        {
            (double[,] X, double[,] Y) = NoisyOutputs(seed);
            return Builder().Fit(X, Y);
        })
        .First(model => model.KeptIteration != model.History[^1]);

    private static NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder()
        .WithDepth(2).WithStandardization().WithIntercept().WithMaxIterations(10).WithTargetError(0).WithValidation(0.3, 3);

    private static (double[,] X, double[,] Y) NoisyOutputs(int seed)
    {
        var random = new Random(seed);
        (double[,] X, double[] y) = Problems.Gaussian(60, 4, 400 + seed, x => Math.Abs(x[0]) + x[1] * x[2] / 2);
        double[,] Y = new double[60, 2];
        for (int row = 0; row < 60; row++)
        {
            Y[row, 0] = 1000 * (y[row] + random.NextDouble() - 0.5);
            Y[row, 1] = Math.Max(0, X[row, 3]) + random.NextDouble() - 0.5;
        }

        return (X, Y);
    }

    private static JsonObject Json(NeuronPursuitModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return JsonNode.Parse(stream.ToArray())!.AsObject();
    }

    private static NeuronPursuitModel Load(JsonObject file)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file.ToJsonString()));
        return NeuronPursuitModel.Load(stream);
    }
}
