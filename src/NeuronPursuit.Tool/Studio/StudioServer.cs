using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace NeuronPursuit;

/// <summary>Serves the studio to this machine alone: on the loopback address, to whoever knows the token, and to no page of another place.</summary>
internal sealed class StudioServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly StudioGuard _guard;

    /// <param name="session">What the page shows.</param>
    /// <param name="port">0 for any that is free.</param>
    /// <param name="uploadLimit">Bytes of a request at most.</param>
    public StudioServer(StudioSession session, int port, long uploadLimit)
    {
        // Without files of settings or variables of the environment, which might open it to others.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { Args = [] });
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = uploadLimit;
            options.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();
        _application = builder.Build();
        _guard = new StudioGuard(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
        _application.Use(_guard.InvokeAsync);
        _application.UseRouting();
        StudioPages.Map(_application);
        StudioApi.Map(_application, session, _application.Lifetime.ApplicationStopping);
        StudioDownloads.Map(_application, session);
        _application.UseEndpoints(_ => { });
    }

    /// <summary>With the token.</summary>
    public string Address { get; private set; } = "";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _application.StartAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new UserErrorException($"The studio cannot listen: {exception.Message} Choose another --port, or none.");
        }

        string address = _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _guard.Port = new Uri(address).Port;
        Address = $"http://127.0.0.1:{_guard.Port}/?token={_guard.Token}";
    }

    /// <summary>Waits until it is asked to end.</summary>
    public static async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The way in which a studio ends.
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _application.StopAsync(patience.Token).ConfigureAwait(false);
        await _application.DisposeAsync().ConfigureAwait(false);
    }
}
