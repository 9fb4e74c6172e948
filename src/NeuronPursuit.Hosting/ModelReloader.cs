using Microsoft.Extensions.Hosting;

namespace NeuronPursuit;

/// <summary>Loads a model when the application starts, and looks at its file again and again.</summary>
internal sealed class ModelReloader(HostedModel model, TimeSpan interval, TimeProvider time) : BackgroundService
{
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // A service without its model would answer nothing but errors: it does not start.
        _ = model.Current;
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (interval == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        using var timer = new PeriodicTimer(interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                model.Reload();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The application ends.
        }
    }
}
