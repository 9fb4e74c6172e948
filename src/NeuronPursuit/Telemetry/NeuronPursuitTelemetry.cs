using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace NeuronPursuit;

/// <summary>
/// The names of the library's metrics and traces, for <c>AddMeter</c> and <c>AddSource</c> of OpenTelemetry, or any
/// other listener. Nothing is measured while nobody listens.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item><c>neuronpursuit.iterations</c>, counter: finished iterations, by <c>neuronpursuit.iteration.kind</c>.</item>
/// <item><c>neuronpursuit.evaluations</c>, counter: evaluations of loss and gradient in them.</item>
/// <item><c>neuronpursuit.fit.duration</c>, histogram in seconds: fits, by <c>neuronpursuit.stop_reason</c> (with
/// <c>error.type</c> in place of it where a fit threw).</item>
/// <item>Activity <c>NeuronPursuit.Fit</c>: one a fit, with samples, inputs, outputs, depth and the stop reason as
/// tags, and an event for every iteration.</item>
/// </list>
/// </remarks>
public static class NeuronPursuitTelemetry
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "NeuronPursuit";

    /// <summary>The name of the activity source.</summary>
    public const string ActivitySourceName = "NeuronPursuit";

    private const string StopReasonTag = "neuronpursuit.stop_reason";

    private static readonly ActivitySource Source = new(ActivitySourceName);
    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Iterations =
        Meter.CreateCounter<long>("neuronpursuit.iterations", "{iteration}", "Finished iterations.");

    private static readonly Counter<long> Evaluations =
        Meter.CreateCounter<long>("neuronpursuit.evaluations", "{evaluation}", "Evaluations of loss and gradient in finished iterations.");

    private static readonly Histogram<double> Duration =
        Meter.CreateHistogram<double>("neuronpursuit.fit.duration", "s", "Time of a fit from packed data to model.");

    internal static Activity? StartFit(int samples, int inputs, int outputs, int depth) =>
        Source.StartActivity("NeuronPursuit.Fit")?
            .SetTag("neuronpursuit.samples", samples)
            .SetTag("neuronpursuit.inputs", inputs)
            .SetTag("neuronpursuit.outputs", outputs)
            .SetTag("neuronpursuit.depth", depth);

    internal static void Record(Activity? fit, PursuitIteration iteration)
    {
        Iterations.Add(1, new KeyValuePair<string, object?>("neuronpursuit.iteration.kind", iteration.Kind.ToString()));
        Evaluations.Add(iteration.Evaluations);
        fit?.AddEvent(new ActivityEvent("iteration", tags: new ActivityTagsCollection
        {
            ["neuronpursuit.iteration.number"] = iteration.Number,
            ["neuronpursuit.iteration.kind"] = iteration.Kind.ToString(),
            ["neuronpursuit.training_error"] = iteration.TrainingError,
        }));
    }

    internal static void EndFit(Activity? fit, TimeSpan elapsed, PursuitStopReason reason)
    {
        Duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>(StopReasonTag, reason.ToString()));
        fit?.SetTag(StopReasonTag, reason.ToString());
    }

    internal static void EndFit(Activity? fit, TimeSpan elapsed, Exception error)
    {
        string type = error.GetType().FullName ?? error.GetType().Name;
        Duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("error.type", type));
        fit?.SetStatus(ActivityStatusCode.Error, error.Message).SetTag("error.type", type);
    }
}
