using System.Diagnostics;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>What the library traces.</summary>
internal static class Traces
{
    /// <summary>The activities of the library within <paramref name="work"/>, in the order in which they ended.</summary>
    public static IReadOnlyList<Activity> Of(Action work)
    {
        using var parent = new Activity("test");
        parent.SetIdFormat(ActivityIdFormat.W3C).Start();
        var stopped = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == NeuronPursuitTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == parent.TraceId)
                {
                    stopped.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        work();
        return stopped;
    }
}
