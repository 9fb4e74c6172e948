namespace NeuronPursuit.Tests.Pursuit;

public class WeightDecayTests
{
    private static readonly (double[,] X, double[] y) Data = Problems.Gaussian(
        200, 4, 81, x => Math.Max(x[0] - x[1], 0) - 0.5 * Math.Max(x[2], 0) + 0.3 * Math.Sin(3 * x[3]));

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.2)]
    [InlineData(0.1)]
    public void Fit_DepthTwoPowerOne_EndsByItselfWhereTheBoundLeavesNoMoreThanOnePercent(double strength)
    {
        NeuronPursuitModel model = Builder(strength).WithMaxIterations(60).Fit(Data.X, Data.y);

        model.StopReason.Should().BeOneOf(PursuitStopReason.NoDescentDirection, PursuitStopReason.Stalled);
        model.History.Count.Should().BeInRange(1, 59);
        if (model.StopReason == PursuitStopReason.Stalled)
        {
            model.History[^1].CorrelationValue.Should().BeLessThanOrEqualTo(1.01 * strength / 4);
        }
    }

    [Fact]
    public void Fit_DepthTwoPowerOne_ReachesTheObjectiveOfAnyWiderNetwork()
    {
        const double Strength = 0.1;
        double objective = Builder(Strength).Fit(Data.X, Data.y).History[^1].Loss;

        // Wider networks from other seeds.
        for (ulong seed = 1; seed < 5; seed++)
        {
            double other = Builder(Strength).WithNeuronsPerGrowth(6).WithSeed(seed).Fit(Data.X, Data.y).History[^1].Loss;
            other.Should().BeGreaterThan(0.99 * objective);
        }
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.05)]
    [InlineData(0.01)]
    [Trait("Category", "Slow")]
    public void Fit_DefaultSettings_EndWithinOnePercentOfAWideNetworkOnNineOfTenDraws(double strength)
    {
        int close = 0;
        for (int draw = 0; draw < 10; draw++)
        {
            (double[,] X, double[] y) = Problems.Gaussian(
                60, 4, 9000 + draw, x => Math.Max(x[0], 0) - Math.Max(x[1], 0) + (0.5 * x[2]) + (0.3 * Math.Sin(40 * x[3])));
            NeuronPursuitBuilder Fast() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2)
                .WithIntercept(false).WithStandardization(false).WithWeightDecay(strength);
            NeuronPursuitModel model = Fast().WithSeed((ulong)draw).Fit(X, y);

            // The bound: plain descent of 80 neurons from two large starts, in the same units (powers of two of the same data).
            double wide = Enumerable.Range(0, 2).Min(start => Fast().WithFixedWidths([80], 5).WithMaxIterations(1).WithTargetError(0)
                .WithOptimizer(new GradientDescent(0.02, 100_000)).WithSeed((ulong)(100 + start)).Fit(X, y).History[^1].Loss);
            close += model.StopReason == PursuitStopReason.NoDescentDirection || model.History[^1].Loss <= 1.01 * wide ? 1 : 0;
        }

        close.Should().BeGreaterThanOrEqualTo(9);
    }

    [Fact]
    public void Fit_DecayBeyondEveryCorrelation_IsTheZeroNetwork()
    {
        NeuronPursuitModel model = Builder(100).Fit(Data.X, Data.y);

        model.StopReason.Should().Be(PursuitStopReason.NoDescentDirection);
        model.History.Should().BeEmpty();
        TestModels.Weights(model).Should().OnlyContain(weight => weight == 0);
        model.Predict(Data.X).Should().OnlyContain(value => Math.Abs(value - Data.y.Average()) < 1e-12, "decay does not touch an offset");
    }

    [Theory]
    [InlineData(1, 0.0)]
    [InlineData(3, 0.2)]
    public void Holds_AtAnyState_IsWhetherTheBestSmallNeuronLowersTheObjective(int outputs, double alpha)
    {
        RandomProblem problem = RandomProblem.Create(alpha, 1, outputs, depth: 2, samples: 60);
        IPursuitData data = TestObjects.Data(problem.Inputs, problem.Targets);
        Network network = problem.Network;
        CancellationToken token = TestContext.Current.CancellationToken;
        KktPoint best = new BatchedAscent().Maximize(
            data.NeuronCorrelation(network, 0, token), new NcfSearch(64, 3), token)[0];
        double balance = 4 * best.Value / outputs;

        foreach (double part in new[] { 0.5, 0.98, 1.02, 2 })
        {
            double strength = part * balance;
            PursuitOptions options = PursuitRecipe.Fast.Defaults with { Depth = 2, WeightDecay = strength };

            bool holds = DescentCertificate.Holds(options, data, best.Value);

            holds.Should().Be(part > 1);
            (Change(strength, 1e-3) >= 0).Should().Be(holds, "strength {0} of the balance", part);
        }

        double Change(double strength, double delta)
        {
            Network grown = network.AddNeuron(
                0,
                [.. best.Incoming.ToArray().Select(weight => delta * weight)],
                [.. best.Outgoing.ToArray().Select(weight => delta * weight)]);
            return Objective(grown, strength) - Objective(network, strength);
        }

        double Objective(Network at, double strength) =>
            data.TrainingObjective(at.Shape, strength, token).Evaluate(at.Parameters, new double[at.Parameters.Length]);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(2, 2)]
    public void Fit_OtherDepthOrPower_NeverEndsWithTheCertificate(int depth, int power)
    {
        NeuronPursuitModel model = Builder(1e-2).WithDepth(depth).WithActivation(HomogeneousActivation.Create(0, power))
            .WithMaxIterations(8).Fit(Data.X, Data.y);

        model.StopReason.Should().NotBe(PursuitStopReason.NoDescentDirection);
        model.History.Should().HaveCountGreaterThan(1);
    }

    [Fact]
    public void History_Loss_ContainsTheDecay()
    {
        const double Strength = 0.05;
        NeuronPursuitModel model = Builder(Strength).WithRecipe(PursuitRecipe.Paper)
            .WithOptimizer(new LimitedMemoryBfgs()).WithMaxIterations(3).Fit(Data.X, Data.y);

        double mean = model.Predict(Data.X).Zip(Data.y, (p, e) => (p - e) * (p - e)).Average();
        double squares = TestModels.Weights(model).Sum(weight => weight * weight);
        model.History[^1].Loss.Should().BeApproximately(mean + Strength / 2 * squares, 1e-9);
    }

    [Fact]
    public void Fit_WithBalancing_ReportsTheObjectiveOfTheBalancedNetwork()
    {
        const double Strength = 0.05;
        NeuronPursuitModel model = Builder(Strength).WithRecipe(PursuitRecipe.Paper).WithWeightBalancing()
            .WithOptimizer(new LimitedMemoryBfgs(3)).WithMaxIterations(2).Fit(Data.X, Data.y);

        double mean = model.Predict(Data.X).Zip(Data.y, (p, e) => (p - e) * (p - e)).Average();
        double squares = TestModels.Weights(model).Sum(weight => weight * weight);
        model.History[^1].Loss.Should().BeApproximately(mean + Strength / 2 * squares, 1e-9);
    }

    public static TheoryData<string> Optimizers => ["lbfgs", "levenberg", "descent"];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Fit_AnyOptimizer_EndsWithSmallerWeightsAndTheSameObjective(string name)
    {
        IWeightOptimizer optimizer = name switch
        {
            "lbfgs" => new LimitedMemoryBfgs(),
            "levenberg" => new LevenbergMarquardt(500),
            _ => new GradientDescent(0.05, 5000),
        };
        NeuronPursuitModel free = Builder(0).WithOptimizer(optimizer).WithMaxIterations(1).Fit(Data.X, Data.y);
        NeuronPursuitModel decayed = Builder(0.1).WithOptimizer(optimizer).WithMaxIterations(1).Fit(Data.X, Data.y);
        NeuronPursuitModel reference = Builder(0.1).WithMaxIterations(1).Fit(Data.X, Data.y);

        Squares(decayed).Should().BeLessThan(0.95 * Squares(free));
        decayed.History[^1].Loss.Should().BeApproximately(reference.History[^1].Loss, 1e-4 * reference.History[^1].Loss);

        static double Squares(NeuronPursuitModel model) => TestModels.Weights(model).Sum(weight => weight * weight);
    }

    [Fact]
    public void Fit_DepthThreeWithDecay_NeverRaisesTheObjective()
    {
        NeuronPursuitModel model = Builder(3e-3).WithDepth(3).WithMaxIterations(10).Fit(Data.X, Data.y);

        model.History.Select(iteration => iteration.Loss).Should().BeInDescendingOrder();
    }

    [Fact]
    public void Fit_SparseRecipe_TrainsWithDecayToo()
    {
        double plain = TestModels.Weights(Sparse(0)).Sum(weight => weight * weight);

        TestModels.Weights(Sparse(0.3)).Sum(weight => weight * weight).Should().BeLessThan(0.9 * plain);

        NeuronPursuitModel Sparse(double strength) =>
            new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).WithWeightDecay(strength).Fit(Data.X, Data.y);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void WithWeightDecay_WrongStrength_IsRefused(double strength) =>
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithWeightDecay(strength).Build())
            .Should().Throw<ArgumentException>().WithMessage("strength is *must be at least 0*");

    /// <summary>Neurons that begin large: an optimiser leaves a kink of the ReLU's more easily.</summary>
    private static NeuronPursuitBuilder Builder(double strength) =>
        new NeuronPursuitBuilder().WithDepth(2).WithWeightDecay(strength).WithTargetError(0);
}
