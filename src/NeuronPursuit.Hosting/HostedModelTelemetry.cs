using System.Diagnostics.Metrics;

namespace NeuronPursuit;

/// <summary>
/// The name of the metrics of hosted models, for <c>AddMeter</c> of OpenTelemetry or any other listener. All have the tag
/// <c>neuronpursuit.model</c>.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item><c>neuronpursuit.predictions</c>, counter: predicted rows.</item>
/// <item><c>neuronpursuit.flagged_predictions</c>, counter: those with cells that are like none in training. A rising share is the first sign of data that have changed.</item>
/// <item><c>neuronpursuit.prediction.duration</c>, histogram in seconds: calls.</item>
/// <item><c>neuronpursuit.model_loads</c>, counter: loads of the file, with <c>neuronpursuit.succeeded</c>.</item>
/// </list>
/// </remarks>
public static class HostedModelTelemetry
{
    /// <summary>The name of the meter.</summary>
    public const string MeterName = "NeuronPursuit.Hosting";

    private const string ModelTag = "neuronpursuit.model";

    private static readonly Meter Meter = new(MeterName);
    private static readonly Counter<long> Rows = Meter.CreateCounter<long>("neuronpursuit.predictions", "{row}", "Predicted rows.");
    private static readonly Counter<long> Flagged =
        Meter.CreateCounter<long>("neuronpursuit.flagged_predictions", "{row}", "Predicted rows with cells that are like none in training.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("neuronpursuit.prediction.duration", "s", "Time of a call of Predict.");
    private static readonly Counter<long> Loads = Meter.CreateCounter<long>("neuronpursuit.model_loads", "{load}", "Loads of the file of a model.");

    internal static void Predicted(string model, TablePrediction prediction, TimeSpan elapsed)
    {
        var tag = new KeyValuePair<string, object?>(ModelTag, model);
        Rows.Add(prediction.RowCount, tag);
        Flagged.Add(prediction.FlaggedRowCount, tag);
        Duration.Record(elapsed.TotalSeconds, tag);
    }

    internal static void Loaded(string model, bool succeeded) =>
        Loads.Add(1, new KeyValuePair<string, object?>(ModelTag, model), new KeyValuePair<string, object?>("neuronpursuit.succeeded", succeeded));
}
