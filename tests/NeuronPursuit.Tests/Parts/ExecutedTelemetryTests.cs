using System.Diagnostics;
using NeuronPursuit.Tests.Pursuit;

namespace NeuronPursuit.Tests.Parts;

/// <summary>Traces of fits whose pursuits run on an engine; this one is in the same process, so its traces are here too.</summary>
public class ExecutedTelemetryTests
{
    private static readonly (double[,] X, double[] y) Data = Problems.Gaussian(150, 4, 503, x => Math.Abs(x[0]) + x[1] * x[2]);

    [Fact]
    public void Fit_PursuitsElsewhere_IsOneActivityAroundThoseOfThePursuits()
    {
        NeuronPursuitModel? model = null;

        IReadOnlyList<Activity> stopped = Traces.Of(() => model = Pursuits().On(new LocalParts()).Fit(Data.X, Data.y));

        Activity fit = stopped[^1];
        IEnumerable<Activity> pursuits = stopped.SkipLast(1);
        fit.GetTagItem("neuronpursuit.samples").Should().Be(150);
        fit.GetTagItem("neuronpursuit.stop_reason").Should().Be(model!.StopReason.ToString());
        fit.Events.Should().BeEmpty();

        // The engine runs the second of three twice.
        pursuits.Should().HaveCount(4).And.OnlyContain(pursuit => pursuit.ParentSpanId == fit.SpanId);
        pursuits.Should().Contain(pursuit => pursuit.Events.Count() == model.History.Count)
            .And.OnlyContain(pursuit => pursuit.Events.Any());
    }

    [Fact]
    public void Fit_PursuitsElsewhereCanceled_SaysSoAndIsNoError()
    {
        using var source = new CancellationTokenSource();
        var engine = new LocalParts { OnFinished = _ => source.Cancel() };

        IReadOnlyList<Activity> stopped = Traces.Of(() =>
        {
            Action fit = () => Pursuits().On(engine).Fit(Data.X, Data.y, source.Token);
            fit.Should().Throw<PursuitCanceledException>().Which.Model.Should().NotBeNull();
        });

        stopped[^1].GetTagItem("neuronpursuit.stop_reason").Should().Be("Canceled");
        stopped[^1].Status.Should().Be(ActivityStatusCode.Unset);
    }

    [Fact]
    public void Fit_EngineThatFails_IsAnErrorInItsActivity()
    {
        var engine = new LocalParts { OnFinished = _ => throw new TimeoutException("no answer") };

        IReadOnlyList<Activity> stopped = Traces.Of(() =>
        {
            Action fit = () => Pursuits().On(engine).Fit(Data.X, Data.y);
            fit.Should().Throw<TimeoutException>();
        });

        stopped[^1].Status.Should().Be(ActivityStatusCode.Error);
        stopped[^1].StatusDescription.Should().Be("no answer");
    }

    private static NeuronPursuitEstimator Pursuits() =>
        new NeuronPursuitBuilder().WithPursuits(3).WithMaxIterations(2).WithRestarts(8).Build();
}
