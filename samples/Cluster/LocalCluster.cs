using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace NeuronPursuit.Samples.Cluster;

/// <summary>A few silo processes on this machine, and a client in this process.</summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private readonly SiloProcess[] _silos;
    private readonly IHost _host;

    private readonly ClusterSettings _settings;

    private readonly IReadOnlyDictionary<string, string>[]? _environments;

    private LocalCluster(SiloProcess[] silos, IHost host, ClusterSettings settings, IReadOnlyDictionary<string, string>[]? environments) =>
        (_silos, _host, _settings, _environments) = (silos, host, settings, environments);

    public IClusterClient Client => _host.Services.GetRequiredService<IClusterClient>();

    public IReadOnlyList<SiloProcess> Silos => _silos;

    /// <param name="silos">How many silos.</param>
    /// <param name="settings">Where they listen; null for ports that are free.</param>
    /// <param name="environments">What the environment of each silo has beside that of this process; null for nothing.</param>
    public static async Task<LocalCluster> StartAsync(
        int silos, ClusterSettings? settings = null, IReadOnlyDictionary<string, string>[]? environments = null)
    {
        settings ??= new ClusterSettings(ClusterSettings.FreeBasePort());
        var started = new List<SiloProcess>();
        IHost? host = null;
        try
        {
            // Silo 0 first: with localhost clustering the others ask it who is there.
            for (int index = 0; index < silos; index++)
            {
                started.Add(await SiloProcess.StartAsync(settings, index, environments?[index]));
            }

            host = settings.Client(silos);
            await host.StartAsync();
            return new LocalCluster([.. started], host, settings, environments);
        }
        catch
        {
            host?.Dispose();
            started.ForEach(silo => silo.Dispose());
            throw;
        }
    }

    /// <summary>Kills the last silo that lives; with localhost clustering silo 0 must stay.</summary>
    public SiloProcess? KillOne()
    {
        SiloProcess? last = _silos.Skip(1).LastOrDefault(silo => silo.IsAlive);
        last?.Kill();
        return last;
    }

    /// <summary>Starts a new silo in the place of each that was killed.</summary>
    public async Task ReplaceKilledAsync()
    {
        for (int index = 0; index < _silos.Length; index++)
        {
            if (!_silos[index].IsAlive)
            {
                _silos[index].Dispose();
                _silos[index] = await SiloProcess.StartAsync(_settings, index, _environments?[index]);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _host.StopAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _host.Dispose();
        foreach (SiloProcess silo in _silos)
        {
            silo.Dispose();
        }
    }
}
