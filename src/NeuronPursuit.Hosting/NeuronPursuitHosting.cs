using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace NeuronPursuit;

/// <summary>Models as services of an application.</summary>
public static class NeuronPursuitHosting
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds a model from a file as the keyed singleton <see cref="HostedModel"/> of its name (<c>[FromKeyedServices("price")] HostedModel model</c>), looked at
    /// again at an interval, with the health check <c>model-NAME</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The model's name, of which there is one.</param>
    /// <param name="path">A file of <see cref="TableModel.Save(string)"/>. The application does not start without it.</param>
    /// <param name="interval">How often to look whether the file has changed. Default 10 seconds; <see cref="Timeout.InfiniteTimeSpan"/> for never.</param>
    /// <returns>The services.</returns>
    /// <exception cref="ArgumentException">The name is blank or taken, or the path blank.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not positive.</exception>
    public static IServiceCollection AddNeuronPursuitModel(this IServiceCollection services, string name, string path, TimeSpan? interval = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        TimeSpan every = interval ?? DefaultInterval;
        if (every <= TimeSpan.Zero && every != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(nameof(interval), every, "The interval must be positive, or Timeout.InfiniteTimeSpan for never.");
        }

        if (services.Any(service => service.ServiceType == typeof(HostedModel) && Equals(service.ServiceKey, name)))
        {
            throw new ArgumentException($"There is a model '{name}' already. Give every model a name of its own.", nameof(name));
        }

        services.AddKeyedSingleton(name, (provider, _) => new HostedModel(
            name, path, provider.GetService<ILoggerFactory>()?.CreateLogger<HostedModel>() ?? (ILogger)Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance,
            provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.AddSingleton<IHostedService>(provider => new ModelReloader(
            provider.GetRequiredKeyedService<HostedModel>(name), every, provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.AddHealthChecks().Add(new HealthCheckRegistration(
            $"model-{name}", provider => new ModelHealthCheck(provider.GetRequiredKeyedService<HostedModel>(name)), null, ["neuronpursuit"]));
        return services;
    }
}
