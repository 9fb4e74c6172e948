namespace NeuronPursuit.Tests.EstimatorChecks;

/// <summary>Two calls of the builder, in either order, mean the same; a call overrides every recipe wherever it stands.</summary>
public class BuilderOrderChecks
{
    private static readonly Dictionary<string, Func<NeuronPursuitBuilder, NeuronPursuitBuilder>> Calls = new()
    {
        ["WithDepth"] = b => b.WithDepth(4),
        ["WithActivation"] = b => b.WithActivation(HomogeneousActivation.LeakyReLU(0.3)),
        ["WithIntercept"] = b => b.WithIntercept(false),
        ["WithStandardization"] = b => b.WithStandardization(),
        ["WithInputClip"] = b => b.WithInputClip(3),
        ["WithRankView"] = b => b.WithRankView(false),
        ["WithMissingValues"] = b => b.WithMissingValues(MissingValues.MeanAndIndicator),
        ["WithClassWeights"] = b => b.WithClassWeights(ClassWeights.Balanced),
        ["WithValidation"] = b => b.WithValidation(0.3, 7),
        ["WithValidation of one's own"] = b => b.WithValidation(new double[,] { { 1 } }, new double[] { 2 }, 7),
        ["WithMaxIterations"] = b => b.WithMaxIterations(17),
        ["WithTargetError"] = b => b.WithTargetError(0.017),
        ["WithRestarts"] = b => b.WithRestarts(13),
        ["WithNcfMaximizer"] = b => b.WithNcfMaximizer(new ProjectedGradientAscent(0.1, 9)),
        ["WithOptimizer"] = b => b.WithOptimizer(new GradientDescent(0.01, 9)),
        ["WithGrowthScale"] = b => b.WithGrowthScale(new GrowthScale { Raise = 1.3 }),
        ["WithNeuronsPerGrowth"] = b => b.WithNeuronsPerGrowth(5),
        ["WithStallTolerance"] = b => b.WithStallTolerance(0.02),
        ["WithInputsPerNeuron"] = b => b.WithInputsPerNeuron(3),
        ["WithPursuits"] = b => b.WithPursuits(3),
        ["WithSignalGate"] = b => b.WithSignalGate(false, 0.2),
        ["WithWeightBalancing"] = b => b.WithWeightBalancing(false),
        ["WithLoss"] = b => b.WithLoss(new HuberLoss(2)),
        ["WithWeightDecay"] = b => b.WithWeightDecay(0.01),
        ["WithEnsemble"] = b => b.WithEnsemble(3),
        ["WithFixedWidths"] = b => b.WithFixedWidths([4, 5]),
        ["WithPrecision"] = b => b.WithPrecision(Precision.Single),
        ["WithSeed"] = b => b.WithSeed(99),
        ["WithRecipe Paper"] = b => b.WithRecipe(PursuitRecipe.Paper),
        ["WithRecipe Sparse"] = b => b.WithRecipe(PursuitRecipe.Sparse),
        ["WithRecipe Tabular"] = b => b.WithRecipe(PursuitRecipe.Tabular),
    };

    public static TheoryData<string, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string>();
            string[] names = [.. Calls.Keys];
            for (int first = 0; first < names.Length; first++)
            {
                for (int second = first + 1; second < names.Length; second++)
                {
                    // Of two recipes the last counts.
                    if (!(names[first].StartsWith("WithRecipe", StringComparison.Ordinal) && names[second].StartsWith("WithRecipe", StringComparison.Ordinal)))
                    {
                        pairs.Add(names[first], names[second]);
                    }
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void With_TwoSettingsInEitherOrder_GiveTheSameOptions(string first, string second)
    {
        (PursuitOptions? forwards, string forwardError) = Options(Calls[first], Calls[second]);
        (PursuitOptions? backwards, string backwardError) = Options(Calls[second], Calls[first]);

        backwardError.Should().Be(forwardError);
        backwards.Should().BeEquivalentTo(forwards, comparison => comparison.ComparingByMembers<PursuitOptions>());
        backwards?.Fingerprint().Should().Be(forwards!.Fingerprint());
    }

    private static (PursuitOptions? Options, string Error) Options(params Func<NeuronPursuitBuilder, NeuronPursuitBuilder>[] calls)
    {
        try
        {
            return (calls.Aggregate(new NeuronPursuitBuilder(), (builder, call) => call(builder)).Build().Options, "");
        }
        catch (ArgumentException exception)
        {
            return (null, exception.Message);
        }
    }
}
