using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace NeuronPursuit;

/// <summary>Healthy with the model of the file as it is, degraded with an older one, unhealthy without any.</summary>
internal sealed class ModelHealthCheck(HostedModel model) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (model.LoadedAt is not { } loaded)
        {
            return HealthCheckResult.Unhealthy(model.Error ?? $"{model.Path} is not loaded yet.");
        }

        TableSchema schema = model.Current.Schema;
        var data = new Dictionary<string, object>
        {
            ["loaded"] = loaded,
            ["target"] = schema.Target.Name,
            ["rows"] = schema.RowCount,
            ["fingerprint"] = schema.Fingerprint,
            ["library"] = schema.LibraryVersion,
        };
        return model.Error is { } error
            ? HealthCheckResult.Degraded($"The file cannot be loaded, an older model answers: {error}", null, data)
            : HealthCheckResult.Healthy($"It predicts {schema.Target.Name}.", data);
    }
}
