using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Metrics and traces of a fit. Other tests fit at the same time, so a fit is found by its samples or thread.</summary>
public class TelemetryTests
{
    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(123, 5, 31, x => Math.Abs(x[0]) + x[1] * x[2]);

    [Fact]
    public void Fit_WithAnActivityListener_IsOneActivityWithAnEventPerIteration()
    {
        (NeuronPursuitModel? model, Activity activity) = Listen(() => new NeuronPursuitBuilder().WithMaxIterations(3).Fit(Data.X, Data.y));

        activity.OperationName.Should().Be("NeuronPursuit.Fit");
        activity.GetTagItem("neuronpursuit.samples").Should().Be(123);
        activity.GetTagItem("neuronpursuit.inputs").Should().Be(5);
        activity.GetTagItem("neuronpursuit.outputs").Should().Be(1);
        activity.GetTagItem("neuronpursuit.depth").Should().Be(3);
        activity.GetTagItem("neuronpursuit.stop_reason").Should().Be(model!.StopReason.ToString());
        activity.Status.Should().Be(ActivityStatusCode.Unset);
        activity.Events.Select(e => e.Tags.Single(tag => tag.Key == "neuronpursuit.training_error").Value)
            .Should().Equal(model.History.Select(iteration => (object)iteration.TrainingError));
    }

    [Fact]
    public void Fit_ThatIsCanceled_SaysSoInItsActivity()
    {
        using var source = new CancellationTokenSource();
        (_, Activity activity) = Listen(() =>
        {
            Action fit = () => new NeuronPursuitBuilder()
                .WithStopWhen((_, _) =>
                {
                    source.Cancel();
                    return false;
                })
                .Fit(Data.X, Data.y, source.Token);
            fit.Should().Throw<PursuitCanceledException>();
            return null;
        });

        activity.GetTagItem("neuronpursuit.stop_reason").Should().Be("Canceled");
    }

    [Fact]
    public void Fit_BagThatIsCanceled_IsNoError()
    {
        using var source = new CancellationTokenSource();
        int seen = 0;
        (_, Activity activity) = Listen(() =>
        {
            Action fit = () => new NeuronPursuitBuilder()
                .WithRecipe(PursuitRecipe.Tabular).WithDepth(2).WithEnsemble(3).WithMaxIterations(3).WithMaxDegreeOfParallelism(1)
                .WithProgress(new InlineProgress<PursuitIteration>(_ =>
                {
                    if (++seen == 20)
                    {
                        source.Cancel();
                    }
                }))
                .Fit(Data.X, Data.y, source.Token);
            fit.Should().Throw<PursuitCanceledException>().Which.Model.Should().NotBeNull();
            return null;
        });

        activity.GetTagItem("neuronpursuit.stop_reason").Should().Be("Canceled");
        activity.Status.Should().Be(ActivityStatusCode.Unset);
    }

    [Fact]
    public void Fit_WhoseObserverThrows_IsAnErrorInItsActivity()
    {
        (_, Activity activity) = Listen(() =>
        {
            Action fit = () => new NeuronPursuitBuilder()
                .WithStopWhen((_, _) => throw new TimeoutException("too slow"))
                .Fit(Data.X, Data.y);
            fit.Should().Throw<TimeoutException>();
            return null;
        });

        activity.Status.Should().Be(ActivityStatusCode.Error);
        activity.StatusDescription.Should().Be("too slow");
        activity.GetTagItem("error.type").Should().Be("System.TimeoutException");
    }

    [Fact]
    public void Fit_WithAMeterListener_CountsIterationsAndEvaluations()
    {
        long iterations = 0;
        long evaluations = 0;
        double seconds = -1;
        string? reason = null;
        int thread = Environment.CurrentManagedThreadId;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Meter.Name == NeuronPursuitTelemetry.MeterName)
                {
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) =>
        {
            if (Environment.CurrentManagedThreadId == thread)
            {
                iterations += instrument.Name == "neuronpursuit.iterations" ? value : 0;
                evaluations += instrument.Name == "neuronpursuit.evaluations" ? value : 0;
            }
        });
        listener.SetMeasurementEventCallback<double>((_, value, tags, _) =>
        {
            if (Environment.CurrentManagedThreadId == thread)
            {
                seconds = value;
                reason = tags[0].Value?.ToString();
            }
        });
        listener.Start();

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithMaxIterations(3).Fit(Data.X, Data.y);

        iterations.Should().Be(model.History.Count);
        evaluations.Should().Be(model.History.Sum(iteration => iteration.Evaluations));
        seconds.Should().BePositive();
        reason.Should().Be(model.StopReason.ToString());
    }

    private static (NeuronPursuitModel? Model, Activity Activity) Listen(Func<NeuronPursuitModel?> fit)
    {
        NeuronPursuitModel? model = null;
        IReadOnlyList<Activity> stopped = Traces.Of(() => model = fit());
        return (model, stopped.Should().ContainSingle().Subject);
    }
}
