namespace NeuronPursuit.Tests.Pursuit;

/// <summary>The fit of an ensemble as a whole: in the model, its file and summary, and in the text of one that was cancelled.</summary>
public class EnsembleRecordTests
{
    private static readonly (double[,] X, double[] y) Data = Noisy();

    [Fact]
    public void Ensemble_OfABag_CountsMembersTrialsAndTime()
    {
        NeuronPursuitModel model = Bag(8).Fit(Data.X, Data.y);

        PursuitEnsemble ensemble = model.Ensemble!;
        ensemble.Members.Should().Be(model.Networks.Count).And.BeGreaterThanOrEqualTo(8);
        (ensemble.Members % 8).Should().Be(0, "every kind of network has one of each window");
        ensemble.FinishedMembers.Should().Be(ensemble.Members);
        (ensemble.Trials, ensemble.FinishedTrials).Should().Be((27, 27));
        ensemble.Depths.Should().Equal(model.Networks.Select(network => network.Depth));
        ensemble.StopReasons.Should().HaveCount(model.Networks.Count).And.StartWith(model.StopReason);
        ensemble.Elapsed.Should().BeGreaterThan(model.History[^1].Elapsed, "the whole takes longer than its first network");
    }

    [Fact]
    public void Ensemble_OfOneMember_IsThere()
    {
        PursuitEnsemble ensemble = Bag(1).Fit(Data.X, Data.y).Ensemble!;

        (ensemble.Members, ensemble.FinishedMembers, ensemble.StopReasons.Count).Should().Be((1, 1, 1));
        ensemble.Describe().Should().StartWith("1 of 1 member finished; depth ");
    }

    [Fact]
    public void Ensemble_OfOtherFits_IsNull()
    {
        new NeuronPursuitBuilder().WithMaxIterations(2).Fit(Data.X, Data.y).Ensemble.Should().BeNull();
        new NeuronPursuitBuilder().WithMaxIterations(2).WithPursuits(2).Fit(Data.X, Data.y).Ensemble.Should().BeNull();
    }

    [Fact]
    public void Ensemble_OfALoadedModel_IsTheSame()
    {
        NeuronPursuitModel model = Bag(3).Fit(Data.X, Data.y);
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;

        PursuitEnsemble loaded = NeuronPursuitModel.Load(stream).Ensemble!;

        loaded.Should().BeEquivalentTo(model.Ensemble);
        loaded.Describe().Should().Be(model.Ensemble!.Describe());
    }

    [Fact]
    public void Save_ModelOfOnePursuit_SaysNothingOfAnEnsemble()
    {
        using var stream = new MemoryStream();
        new NeuronPursuitBuilder().WithMaxIterations(2).Fit(Data.X, Data.y).Save(stream);

        System.Text.Encoding.UTF8.GetString(stream.ToArray()).Should().NotContain("ensemble");
    }

    [Theory]
    [InlineData("\"finishedMembers\":", "\"finishedMembers\":-")]
    [InlineData("\"stopReasons\":[\"", "\"stopReasons\":[\"Stalled\",\"")]
    [InlineData("\"stopReasons\":[\"", "\"stopReasons\":[\"Nobody knows\",\"")]
    public void Load_DamagedEnsemble_IsRefused(string part, string other)
    {
        using var stream = new MemoryStream();
        Bag(3).Fit(Data.X, Data.y).Save(stream);
        string text = System.Text.Encoding.UTF8.GetString(stream.ToArray());
        text.Should().Contain(part);

        Action load = () => NeuronPursuitModel.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text.Replace(part, other, StringComparison.Ordinal))));

        load.Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void Summary_OfABag_SpeaksOfTheBag()
    {
        NeuronPursuitModel model = Bag(8).Fit(Data.X, Data.y);

        string stopped = model.SummaryItems().Single(item => item.Key == "stopped").Value;
        stopped.Should().Be(model.Ensemble!.Describe()).And.StartWith($"{model.Networks.Count} of {model.Networks.Count} members finished; depth ");
        model.SummaryItems().Single(item => item.Key == "iterations").Value.Should().EndWith(" (network 1)");
        model.Summary().Should().Be(Bag(8).Fit(Data.X, Data.y).Summary(), "it has no times");
    }

    [Fact]
    public void Describe_OfSeveralKinds_CountsThem() => new PursuitEnsemble
    {
        Members = 8,
        FinishedMembers = 4,
        Trials = 27,
        FinishedTrials = 27,
        Depths = [3, 2, 2, 2],
        StopReasons = [PursuitStopReason.Stalled, PursuitStopReason.ValidationStopped, PursuitStopReason.ValidationStopped, PursuitStopReason.ValidationStopped],
        Elapsed = TimeSpan.FromSeconds(1),
    }.Describe().Should().Be("4 of 8 members finished; depth 2 (3), 3 (1); ended by ValidationStopped (3), Stalled (1).");

    [Fact]
    public void Fit_BagCanceledAmongItsMembers_SaysHowManyHadFinished()
    {
        int members = 0;
        PursuitCanceledException canceled = Canceled(Bag(8), report =>
        {
            members = Math.Max(members, report.Phase == PursuitPhase.Member ? report.Member : 0);
            return report is { Phase: PursuitPhase.Member, Member: >= 6, Iteration.Number: 2 };
        });

        PursuitEnsemble ensemble = canceled.Model!.Ensemble!;
        ensemble.FinishedMembers.Should().Be(members - 1, "one after the other");
        ensemble.FinishedMembers.Should().BeLessThan(ensemble.Members);
        canceled.Message.Should().MatchRegex(
            $@"^The ensemble was cancelled after [0-9.]+ s with {ensemble.FinishedMembers} of {ensemble.Members} members finished\. Model averages {canceled.Model.Networks.Count} networks of depth [23]\.$");
        canceled.Model.StopReason.Should().Be(PursuitStopReason.Canceled);
        canceled.Model.SummaryItems().Single(item => item.Key == "stopped").Value.Should()
            .StartWith($"{ensemble.FinishedMembers} of {ensemble.Members} members finished");
    }

    [Fact]
    public void Fit_BagCanceledAmongItsTrials_SaysSo()
    {
        PursuitCanceledException canceled = Canceled(Bag(8), report => report is { Phase: PursuitPhase.Trial, Member: 12 });

        canceled.Message.Should().MatchRegex(
            @"^The ensemble was cancelled after [0-9.]+ s with 0 of 8 members and 11 of 27 trials finished\. Model holds (one network of depth [23]|the zero network, .*)\.$");
        canceled.Model!.Ensemble!.Describe().Should().StartWith("11 of 27 trials and none of 8 members finished; depth ");
    }

    [Fact]
    public void Fit_BagCanceledInItsFirstPursuit_SaysThatNoneHadFinished()
    {
        PursuitCanceledException canceled = Canceled(Bag(8), report => report.Iteration!.Number == 2);

        canceled.Message.Should().MatchRegex(
            @"^The ensemble was cancelled after [0-9.]+ s with none of its pursuits finished\. Model holds a network of depth 2 that was still growing\.$");
        canceled.Model!.History.Should().HaveCount(2);
    }

    [Fact]
    public void Fit_BagStoppedByACondition_CountsWhatHadFinished()
    {
        int first = 0;
        NeuronPursuitModel model = Bag(8).WithStopWhen((iteration, _) => iteration.Number == 1 && ++first == 30).Fit(Data.X, Data.y);

        model.StopReason.Should().Be(PursuitStopReason.ConditionMet);
        model.Ensemble!.FinishedTrials.Should().Be(27);
        model.Ensemble.FinishedMembers.Should().BeLessThan(model.Ensemble.Members);
    }

    private static PursuitCanceledException Canceled(NeuronPursuitBuilder builder, Func<PursuitProgress, bool> when)
    {
        using var source = new CancellationTokenSource();
        Action fit = () => builder.WithProgress(new InlineProgress<PursuitProgress>(report =>
        {
            if (!source.IsCancellationRequested && when(report))
            {
                source.Cancel();
            }
        })).Fit(Data.X, Data.y, source.Token);
        return fit.Should().Throw<PursuitCanceledException>().Which;
    }

    private static NeuronPursuitBuilder Bag(int members) => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular)
        .WithEnsemble(members).WithMaxIterations(4).WithMaxDegreeOfParallelism(1);

    private static (double[,] X, double[] y) Noisy()
    {
        var random = new Random(4);
        return Problems.Gaussian(120, 4, 77, x => Math.Abs(x[0]) + x[1] * x[2] + random.NextDouble());
    }
}
