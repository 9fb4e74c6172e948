namespace NeuronPursuit.Tests.Pursuit;

public class CancellationTests
{
    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(120, 5, 81, x => Math.Abs(x[0]) + x[1] * x[2]);

    [Fact]
    public void Fit_TokenAlreadyCanceled_ThrowsWithoutAModel()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        Action fit = () => new NeuronPursuitBuilder().Fit(Data.X, Data.y, source.Token);

        PursuitCanceledException exception = fit.Should().Throw<PursuitCanceledException>().Which;
        exception.Model.Should().BeNull();
        exception.CancellationToken.Should().Be(source.Token);
        exception.Message.Should().Be("The fit was cancelled before its first iteration had finished.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Fit_CanceledAfterAnIteration_CarriesItsModel(int number)
    {
        using var source = new CancellationTokenSource();
        var progress = new InlineProgress<PursuitIteration>(iteration => CancelAt(number, iteration, source));

        Action fit = () => Fit(builder => builder.WithProgress(progress), source.Token);

        PursuitCanceledException exception = fit.Should().Throw<PursuitCanceledException>().Which;
        exception.Message.Should().Contain($"iteration {number}");
        exception.Model!.StopReason.Should().Be(PursuitStopReason.Canceled);
        exception.Model.History.Should().HaveCount(number);
        NeuronPursuitModel uninterrupted = Fit(builder => builder.WithMaxIterations(number), default);
        TestModels.Weights(exception.Model).Should().Equal(TestModels.Weights(uninterrupted));

        // Whether an offset is worth its weights is decided at the end, which the cancelled fit does not see.
        static NeuronPursuitModel Fit(Func<NeuronPursuitBuilder, NeuronPursuitBuilder> with, CancellationToken token) =>
            with(new NeuronPursuitBuilder().WithTargetError(0).WithIntercept(false)).Fit(Data.X, Data.y, token);
    }

    [Fact]
    public void Fit_BagCanceledAfterAPursuit_CarriesWhatHeldOutSamplesKept()
    {
        // Noise: what is kept comes before the last iteration.
        using var source = new CancellationTokenSource();
        var random = new Random(3);
        double[] y = [.. Data.y.Select(value => value + 12 * (random.NextDouble() - 0.5))];
        int numbered = 0;
        var progress = new InlineProgress<PursuitIteration>(iteration =>
        {
            if (iteration.Number == 1 && ++numbered == 6)
            {
                source.Cancel();
            }
        });

        Action fit = () => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithMaxDegreeOfParallelism(1)
            .WithProgress(progress).Fit(Data.X, y, source.Token);

        PursuitCanceledException exception = fit.Should().Throw<PursuitCanceledException>().Which;
        PursuitIteration kept = exception.Model!.KeptIteration!;
        kept.Should().NotBeSameAs(exception.Model.History[^1]);
        kept.ValidationError.Should().Be(exception.Model.History.Min(iteration => iteration.ValidationError));
        exception.Message.Should().MatchRegex(
            @"^The ensemble was cancelled after [0-9.]+ s with 0 of 8 members and 5 of 27 trials finished\. Model holds one network of depth 2\.$");
    }

    [Fact]
    public void Fit_CanceledInTheFirstSearch_ThrowsWithoutAModel()
    {
        using var source = new CancellationTokenSource();
        var maximizer = new CancelingMaximizer(source, atCall: 1);

        Action fit = () => new NeuronPursuitBuilder().WithNcfMaximizer(maximizer).Fit(Data.X, Data.y, source.Token);

        fit.Should().Throw<PursuitCanceledException>().Which.Model.Should().BeNull();
    }

    [Fact]
    public void Fit_CanceledInALaterSearch_CarriesTheIterationBefore()
    {
        using var source = new CancellationTokenSource();
        // One search for the first fit, two (one per hidden layer) for every growth.
        var maximizer = new CancelingMaximizer(source, atCall: 5);

        Action fit = () => new NeuronPursuitBuilder().WithNcfMaximizer(maximizer).WithTargetError(0).Fit(Data.X, Data.y, source.Token);

        fit.Should().Throw<PursuitCanceledException>().Which.Model!.History.Should().HaveCount(2);
    }

    [Fact]
    public void Fit_CanceledFromAnotherThread_Ends()
    {
        using var source = new CancellationTokenSource();
        using var firstIteration = new ManualResetEventSlim();
        var progress = new InlineProgress<PursuitIteration>(_ => firstIteration.Set());
        var canceler = new Thread(() =>
        {
            firstIteration.Wait();
            source.Cancel();
        });
        canceler.Start();

        Action fit = () => new NeuronPursuitBuilder()
            .WithTargetError(0).WithMaxIterations(int.MaxValue).WithRecipe(PursuitRecipe.Paper)
            .WithOptimizer(new GradientDescent(1e-3, 20)).WithNcfMaximizer(new ProjectedGradientAscent(0.2, 20))
            .WithProgress(progress).Fit(Data.X, Data.y, source.Token);

        fit.Should().Throw<PursuitCanceledException>().Which.Model.Should().NotBeNull();
        canceler.Join();
    }

    [Fact]
    public void Fit_CallbackThrowsACancellationOfItsOwn_LetsItThrough()
    {
        var progress = new InlineProgress<PursuitIteration>(_ => throw new OperationCanceledException("something else"));

        Action fit = () => new NeuronPursuitBuilder().WithProgress(progress).Fit(Data.X, Data.y);

        fit.Should().ThrowExactly<OperationCanceledException>().WithMessage("something else");
    }

    private static void CancelAt(int number, PursuitIteration iteration, CancellationTokenSource source)
    {
        if (iteration.Number == number)
        {
            source.Cancel();
        }
    }

    /// <summary>Cancels when it is called for the n-th time, and then searches on as if nothing had happened.</summary>
    private sealed class CancelingMaximizer(CancellationTokenSource source, int atCall) : INcfMaximizer
    {
        private readonly BatchedAscent _inner = new();
        private int _calls;

        public IReadOnlyList<KktPoint> Maximize(INcfObjective objective, NcfSearch search, CancellationToken cancellationToken)
        {
            if (++_calls == atCall)
            {
                source.Cancel();
            }

            return _inner.Maximize(objective, search, cancellationToken);
        }
    }

    [Fact]
    public void Fit_BagOfOneCanceledInItsLastTraining_CarriesTheMemberThatWasChosen()
    {
        (double[,] X, double[] y) = Problems.Gaussian(120, 3, 31, x => Math.Abs(x[0]) + x[1] * x[2]);
        using var source = new CancellationTokenSource();
        var usual = new CancelingOptimizer(int.MaxValue, source);
        NeuronPursuitBuilder Builder(IWeightOptimizer optimizer) => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular)
            .WithEnsemble(1).WithMaxIterations(4).WithMaxDegreeOfParallelism(1).WithOptimizer(optimizer);
        NeuronPursuitModel whole = Builder(usual).Fit(X, y);

        Action fit = () => Builder(new CancelingOptimizer(usual.Calls, source)).Fit(X, y, source.Token);

        NeuronPursuitModel carried = fit.Should().Throw<PursuitCanceledException>().Which.Model!;
        whole.History[^1].Kind.Should().Be(PursuitIterationKind.Refit);
        carried.History.Select(iteration => iteration.Loss).Should().Equal(whole.History.SkipLast(1).Select(iteration => iteration.Loss));
        carried.KeptIteration.Should().NotBeNull();
    }

    /// <summary>A teacher of the first pursuit is found; what the second has begun is no better.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Fit_CanceledInALaterPursuit_CarriesTheBestSoFar(int first)
    {
        (double[,] X, double[] y) = Problems.Gaussian(120, 3, 31, x => Math.Abs(x[0]) + x[1] * x[2]);
        using var source = new CancellationTokenSource();
        int ended = 0;
        NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithIntercept(false).WithMaxIterations(5).WithTargetError(0);
        NeuronPursuitModel[] whole = [.. Enumerable.Range(1, first).Select(pursuits => Builder().WithPursuits(pursuits).Fit(X, y))];

        Action fit = () => Builder().WithPursuits(first + 1).WithProgress(new InlineProgress<PursuitIteration>(iteration =>
        {
            ended += iteration.Number == 1 ? 1 : 0;
            if (ended == first + 1)
            {
                source.Cancel();
            }
        })).Fit(X, y, source.Token);

        NeuronPursuitModel carried = fit.Should().Throw<PursuitCanceledException>().Which.Model!;
        carried.Predict(X).Should().Equal(whole[^1].Predict(X));
        carried.History.Should().HaveCount(5);
        carried.StopReason.Should().Be(PursuitStopReason.Canceled);
    }
}
