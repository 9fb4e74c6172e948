namespace NeuronPursuit.Tests.Builder;

/// <summary>Losses of one's own are looked at before a fit begins: wrong ones are refused with values, right ones never.</summary>
public class OwnLossTests
{
    private static readonly Dictionary<string, (Func<double, double, (double Value, double Slope)> Loss, string Message)> WrongLosses = new()
    {
        ["half the slope"] = ((f, y) => ((f - y) * (f - y), f - y), "gradient[0] is * but its values rise by *"),
        ["the other sign"] = ((f, y) => ((f - y) * (f - y), 2 * (y - f)), "gradient[0] is *"),
        ["no slope"] = ((f, y) => (Math.Abs(f - y), 0), "gradient[0] is 0, but its values rise by *"),
        ["slope times outputs"] = ((f, y) => (Math.Log(Math.Cosh(f - y)), Math.Tanh(f - y) * 1.05), "gradient[0] is *"),
        ["the logistic loss of labels -1 and 1"] = ((f, y) => (Math.Log(1 + Math.Exp(-y * f)), -1 / (1 + Math.Exp(y * f))), "gradient[0] is *"),
        ["negative"] = ((f, y) => (Math.Exp(f) - (y * f), Math.Exp(f) - y), "its value is -* A loss is 0 or more*"),
        ["below zero by one"] = ((f, y) => ((f - y) * (f - y) - 1, 2 * (f - y)), "its value is -*"),
        ["NaN"] = ((f, y) => (Math.Log(f), 1 / f), "its value is *"),
        ["NaN beside zero"] = ((f, y) => (Math.Sqrt(f), f == 0 ? 0 : 0.5 / Math.Sqrt(f)), "its value is NaN*"),
        ["infinite at zero"] = ((f, y) => (1 / (f * f), -2 / (f * f * f)), "its value is *"),
        ["slope not written"] = ((f, y) => ((f - y) * (f - y), double.NaN), "gradient[0] is NaN, or was not written*"),
    };

    private static readonly Dictionary<string, Func<double, double, (double Value, double Slope)>> RightLosses = new()
    {
        ["absolute error"] = (f, y) => (Math.Abs(f - y), Math.Sign(f - y)),
        ["absolute error, right slope at its corner"] = (f, y) => (Math.Abs(f - y), f >= y ? 1 : -1),
        ["quantile"] = (f, y) => (f < y ? 0.9 * (y - f) : 0.1 * (f - y), f < y ? -0.9 : 0.1),
        ["dead zone"] = (f, y) => (Math.Max(0, Math.Abs(f - y) - 0.3), Math.Abs(f - y) > 0.3 ? Math.Sign(f - y) : 0),
        ["fourth power"] = (f, y) => (Math.Pow(f - y, 4), 4 * Math.Pow(f - y, 3)),
        ["square in single precision"] = (f, y) => ((float)(f - y) * (float)(f - y), 2 * (float)(f - y)),
        ["Poisson deviance of logarithms"] = (f, y) => (2 * (Math.Exp(f) - y - (y > 0 ? y * (f - Math.Log(y)) : 0)), 2 * (Math.Exp(f) - y)),
        ["Cauchy, not convex"] = (f, y) => (Math.Log(1 + ((f - y) * (f - y))), 2 * (f - y) / (1 + ((f - y) * (f - y)))),
        ["truncated, not convex"] = (f, y) => (Math.Min(1, (f - y) * (f - y)), Math.Abs(f - y) < 1 ? 2 * (f - y) : 0),
        ["hinge of labels -1 and 1"] = (f, y) => (Math.Max(0, 1 - (f * Math.Sign(y))), f * Math.Sign(y) < 1 ? -Math.Sign(y) : 0),
        ["squared hinge"] = (f, y) => (Math.Pow(Math.Max(0, 1 - (f * Math.Sign(y))), 2), -2 * Math.Sign(y) * Math.Max(0, 1 - (f * Math.Sign(y)))),
        ["logarithm of cosh"] = (f, y) => (Math.Abs(f - y) + Math.Log((1 + Math.Exp(-2 * Math.Abs(f - y))) / 2), Math.Tanh(f - y)),
    };

    public static TheoryData<string> Wrong => [.. WrongLosses.Keys];

    public static TheoryData<string, double> Right =>
        [.. from name in RightLosses.Keys from scale in new[] { 1e-3, 1, 7, 1e5 } select (name, scale)];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Fit_LossThatIsWrong_IsRefusedWithItsValues(string name)
    {
        (double[,] X, double[] y) = Counts(1);
        (Func<double, double, (double, double)> loss, string message) = WrongLosses[name];

        foreach (NeuronPursuitBuilder builder in Builders())
        {
            FluentActions.Invoking(() => builder.WithLoss(new Own(name, loss)).Fit(X, y)).Should().Throw<ArgumentException>()
                .WithMessage($"The loss Own({name}) does not fit: for outputs [*] and targets [*] (row * of y*) {message}");
        }
    }

    /// <summary>Targets of any size, and those that lie where a corner is met exactly.</summary>
    [Theory]
    [MemberData(nameof(Right))]
    public void Run_LossThatIsRight_Passes(string name, double scale)
    {
        (_, double[] y) = Counts(scale);
        double[,] Y = Matrices.Column([.. y, 0, scale, 0.53, 1.7]);
        var map = ColumnScaling.Uniform(1, 1);

        FluentActions.Invoking(() => LossCheck.Run<double>(new Own(name, RightLosses[name]), Y, map)).Should().NotThrow();
    }

    [Fact]
    public void Fit_LossesThatAreRight_Fit()
    {
        (double[,] X, double[] y) = Counts(1);

        // A slope of 0 at the origin leaves nothing to begin with, and a constant that meets all labels nothing to go on with.
        foreach (string name in RightLosses.Keys.Where(name => !name.StartsWith("truncated", StringComparison.Ordinal)))
        {
            new NeuronPursuitBuilder().WithIntercept(false).WithLoss(new Own(name, RightLosses[name])).WithMaxIterations(2).WithWeightDecay(1e-3).Fit(X, y)
                .History.Should().NotBeEmpty(name);
        }
    }

    [Fact]
    public void Run_SlopeOfAnotherOutput_IsRefused()
    {
        double[,] Y = { { 1, 2, 3 }, { 3, 1, 0 } };

        FluentActions.Invoking(() => LossCheck.Run<double>(new Swapped(), Y, ColumnScaling.Uniform(3, 1))).Should().Throw<ArgumentException>()
            .WithMessage("*gradient[1] is *");
    }

    [Fact]
    public void Continue_LossThatIsWrong_IsRefused()
    {
        (double[,] X, double[] y) = Counts(1);
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithMaxIterations(1).WithIntercept(false).Fit(X, y);
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithIntercept(false)
            .WithLoss(new Own("half the slope", WrongLosses["half the slope"].Loss));

        FluentActions.Invoking(() => builder.Continue(model, X, y)).Should().Throw<ArgumentException>().WithMessage("The loss Own*");
    }

    private static NeuronPursuitBuilder[] Builders() =>
    [
        new(),
        new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular),
        new NeuronPursuitBuilder().WithPrecision(Precision.Single).WithWeightDecay(1e-3),
    ];

    private static (double[,] X, double[] y) Counts(double scale)
    {
        (double[,] X, double[] y) = Problems.Gaussian(60, 3, 9, x => Math.Round(Math.Exp(x[0])) * 1.0);
        return (X, [.. y.Select(value => scale * (value + 1))]);
    }

    private sealed class Own(string name, Func<double, double, (double Value, double Slope)> loss) : ILoss
    {
        public double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient)
        {
            (double value, double slope) = loss(outputs[0], targets[0]);
            if (!double.IsNaN(slope))
            {
                gradient[0] = slope;
            }

            return value;
        }

        public override string ToString() => $"Own({name})";
    }

    private sealed class Swapped : ILoss
    {
        public double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient)
        {
            double sum = 0;
            for (int k = 0; k < outputs.Length; k++)
            {
                sum += Math.Pow(outputs[k] - targets[k], 2);
                gradient[k == 0 ? 0 : 3 - k] = 2 * (outputs[k] - targets[k]);
            }

            return sum;
        }
    }
}
