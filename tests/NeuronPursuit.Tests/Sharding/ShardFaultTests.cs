namespace NeuronPursuit.Tests.Sharding;

public class ShardFaultTests
{
    [Fact]
    public void Fit_NaN_NamesShardRowAndColumn()
    {
        (double[,] X, double[] y) = Problems.Gaussian(90, 4, 1, Problems.F1);
        X[37, 2] = double.NaN;

        Action fit = () => new NeuronPursuitBuilder().Fit(new MatrixShards((X, y), 3));

        fit.Should().Throw<InvalidDataException>().WithMessage("Shard 1: X[7, 2] is NaN (row 7, column 2*");
    }

    [Fact]
    public void Fit_SourceThatThrows_NamesTheShardAndTheReason()
    {
        var source = new MatrixShards(Problems.Gaussian(90, 4, 1, Problems.F1), 3)
        {
            OnLoad = shard =>
            {
                if (shard == 2)
                {
                    throw new FileNotFoundException("part-2.csv is not there.");
                }
            },
        };

        Action fit = () => new NeuronPursuitBuilder().Fit(source);

        fit.Should().Throw<InvalidDataException>().WithMessage("Shard 2 could not be loaded: part-2.csv is not there.");
    }

    [Fact]
    public void Fit_SourceWhoseOwnPatienceEnds_IsAnErrorOfTheSource()
    {
        var source = new MatrixShards(Problems.Gaussian(90, 4, 1, Problems.F1), 3)
        {
            // As an HTTP client says that its server did not answer: nobody cancelled the fit.
            OnLoad = _ => throw new TaskCanceledException("The request was canceled due to the configured timeout."),
        };

        Action fit = () => new NeuronPursuitBuilder().Fit(source);

        fit.Should().Throw<InvalidDataException>().WithMessage("Shard 0 could not be loaded: The request was canceled*");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_ExecutorThatGivesNull_IsToldWhatToGive(bool list)
    {
        Action fit = () => new NeuronPursuitBuilder().Build().Fit(new NullExecutor(list));

        fit.Should().Throw<InvalidDataException>().WithMessage("The executor gave null*ShardHost.Execute*");
    }

    [Fact]
    public void Fit_OtherColumns_NamesTheShard()
    {
        var source = new Listed(
            new ShardData(new double[5, 3], new double[5]),
            new ShardData(new double[5, 4], new double[5]));

        Action fit = () => new NeuronPursuitBuilder().Fit(source);

        fit.Should().Throw<InvalidDataException>().WithMessage("Shard 1 has 4 columns and 1 targets, but shard 0 has 3 and 1.*");
    }

    [Fact]
    public void Fit_EmptyShard_NamesTheShard()
    {
        var source = new Listed(new ShardData(new double[0, 3], Array.Empty<double>()));

        Action fit = () => new NeuronPursuitBuilder().Fit(source);

        fit.Should().Throw<InvalidDataException>().WithMessage("Shard 0: X is 0 x 3*");
    }

    [Fact]
    public void Fit_TargetThatTheLossDoesNotTake_NamesShardAndRow()
    {
        var source = new Listed(
            new ShardData(new double[3, 2], new double[] { 0, 1, 1 }),
            new ShardData(new double[3, 2], new double[] { 0, 1, 2 }));

        Action fit = () => new NeuronPursuitBuilder().WithLoss(new LogisticLoss()).Fit(source);

        fit.Should().Throw<InvalidDataException>().WithMessage("Shard 1: Row 2 of y*");
    }

    [Fact]
    public void Fit_ShardThatChangedWhenLoadedAgain_IsRefused()
    {
        (double[,] X, double[] y) = Problems.Gaussian(90, 4, 1, Problems.F1);
        int loads = 0;
        var source = new Changing(() => loads++ == 0 ? (X, y) : Problems.Gaussian(80, 4, 1, Problems.F1));

        Action fit = () => new NeuronPursuitBuilder().Fit(new UnreliableShards(source, 1, 1));

        fit.Should().Throw<InvalidDataException>().WithMessage("Shard 0 was loaded again with 80 rows*it had 90*");
    }

    [Fact]
    public void ShardData_UnlikeRows_SaysBoth()
    {
        Action make = () => _ = new ShardData(new double[4, 3], new double[5]);

        make.Should().Throw<ArgumentException>().WithMessage("y has 5 rows but X has 4 (4 x 3*");
    }

    [Fact]
    public void Fit_UnsupportedSettings_ListsAll()
    {
        var source = new MatrixShards(Problems.Gaussian(90, 4, 1, Problems.F1), 3);

        Action fit = () => new NeuronPursuitBuilder()
            .WithRecipe(PursuitRecipe.Tabular).WithValidation(0.2, 3).WithRankView().WithLoss(new CubicLoss()).Fit(source);

        fit.Should().Throw<ArgumentException>().WithMessage("*WithEnsemble*WithValidation*WithRankView*CubicLoss*");
        Action sparse = () => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).Fit(source);
        sparse.Should().Throw<ArgumentException>().WithMessage("*PursuitRecipe.Sparse*");
    }

    [Fact]
    public void Fit_CancelledWhileLoading_Ends()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new MatrixShards(Problems.Gaussian(90, 4, 1, Problems.F1), 3) { OnLoad = _ => cancellation.Cancel() };

        Action fit = () => new NeuronPursuitBuilder().Fit(source, cancellation.Token);

        fit.Should().Throw<PursuitCanceledException>().Which.Model.Should().BeNull();
    }

    [Fact]
    public void Fit_CancelledAfterAnIteration_CarriesItsModel()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new MatrixShards(Problems.Gaussian(300, 4, 1, Problems.F1), 3);

        Action fit = () => new NeuronPursuitBuilder().WithTargetError(0)
            .WithProgress(new InlineProgress<PursuitIteration>(iteration => { if (iteration.Number == 2) { cancellation.Cancel(); } }))
            .Fit(source, cancellation.Token);

        fit.Should().Throw<PursuitCanceledException>().Which.Model!.History.Should().HaveCount(2);
    }

    [Fact]
    public void Fit_ResumedFromACheckpoint_EqualsTheUninterruptedFit()
    {
        using var folder = new TemporaryFolder();
        var source = new MatrixShards(Problems.Gaussian(300, 4, 1, Problems.F1), 3);
        NeuronPursuitBuilder Builder(int iterations) => new NeuronPursuitBuilder().WithTargetError(0).WithMaxIterations(iterations);

        Builder(3).WithCheckpoints(folder.Path).Fit(source);
        NeuronPursuitModel resumed = Builder(6).WithCheckpoints(folder.Path).Fit(source);

        resumed.ShouldEqualBitForBit(Builder(6).Fit(source));
        Action other = () => Builder(6).WithCheckpoints(folder.Path).Fit(new MatrixShards(Problems.Gaussian(300, 4, 2, Problems.F1), 3));
        other.Should().Throw<InvalidDataException>().WithMessage("*other data*");
    }

    [Fact]
    public void Execute_BytesOfNoStep_AreAnsweredOrRefused()
    {
        var host = new ShardHost(new MatrixShards(Problems.Gaussian(30, 4, 1, Problems.F1), 1), 0);
        var random = new Random(1);
        for (int trial = 0; trial < 2000; trial++)
        {
            byte[] step = new byte[random.Next(80)];
            random.NextBytes(step);
            if (step.Length > 24)
            {
                step[0] = (byte)random.Next(16);
                step.AsSpan(17, 8).Clear();
            }

            host.Refuses(step);
        }
    }

    /// <summary>But for correlations, which are asked of as many candidates as there are bytes.</summary>
    [Fact]
    public void Execute_EveryRealStepCutShort_IsRefused()
    {
        var source = new MatrixShards(Problems.Gaussian(60, 4, 1, Problems.F1), 1);
        var recorder = new RecordingShards(new UnreliableShards(source, 1, 0));
        new NeuronPursuitBuilder().WithMaxIterations(2).WithOptimizer(new LevenbergMarquardt()).Fit(recorder);
        var host = new ShardHost(source, 0);
        var random = new Random(2);
        var tried = new Dictionary<ShardStepKind, int>();
        foreach (byte[] step in recorder.Steps)
        {
            // So that it holds what the step names.
            host.Execute(step);
            var kind = (ShardStepKind)step[0];
            for (int trial = 0; trial < 20 && tried.GetValueOrDefault(kind) < 60; trial++)
            {
                bool refused = host.Refuses(step.AsSpan(0, random.Next(step.Length)));

                (refused || kind == ShardStepKind.Correlations).Should().BeTrue("a part of {0} is none", kind);
                tried[kind] = tried.GetValueOrDefault(kind) + 1;
            }
        }

        tried.Should().ContainKeys(ShardStepKind.Inspect, ShardStepKind.NormalMatrix, ShardStepKind.Correlations);
    }

    [Fact]
    public void ShardHost_NoSuchShard_IsRefused()
    {
        var source = new MatrixShards(Problems.Gaussian(30, 4, 1, Problems.F1), 2);

        Action shard = () => _ = new ShardHost(source, 2);
        Action threads = () => _ = new ShardHost(source, 1, 0);

        shard.Should().Throw<ArgumentOutOfRangeException>();
        threads.Should().Throw<ArgumentOutOfRangeException>();
    }

    private sealed class Listed(params ShardData[] shards) : IShardSource
    {
        public int ShardCount => shards.Length;

        public ShardData Load(int shard, CancellationToken cancellationToken) => shards[shard];
    }

    private sealed class Changing(Func<(double[,] X, double[] y)> load) : IShardSource
    {
        public int ShardCount => 1;

        public ShardData Load(int shard, CancellationToken cancellationToken)
        {
            (double[,] X, double[] y) = load();
            return new ShardData(X, y);
        }
    }

    private sealed class CubicLoss : ILoss
    {
        public double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient) => throw new NotSupportedException();

        public override string ToString() => nameof(CubicLoss);
    }

    private sealed class NullExecutor(bool list) : IShardExecutor
    {
        public int ShardCount => 2;

        public IReadOnlyList<byte[]> Execute(byte[] request, CancellationToken cancellationToken) => list ? null! : [null!, null!];
    }
}
