using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace NightlyTraining;

/// <summary>The application: settings from the command line, and one worker.</summary>
public static class Nightly
{
    public static IHost CreateHost(string[] args)
    {
        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddSingleton(new TrainingSettings
        {
            Data = builder.Configuration["data"] ?? Path.Combine(AppContext.BaseDirectory, "data", "concrete.csv"),
            Target = builder.Configuration["target"] ?? "target",
            Without = builder.Configuration["without"] ?? "fold",
            Out = builder.Configuration["out"] ?? "model.json",
            Once = builder.Configuration.GetValue("once", false),
            At = builder.Configuration.GetValue("at", new TimeSpan(2, 0, 0)),
        });
        builder.Services.AddHostedService<TrainingWorker>();
        return builder.Build();
    }
}

/// <summary>What the worker does, and when.</summary>
public sealed record TrainingSettings
{
    /// <summary>The CSV, read anew every night.</summary>
    public required string Data { get; init; }

    public required string Target { get; init; }

    /// <summary>Columns that are left out, separated by commas.</summary>
    public required string Without { get; init; }

    /// <summary>The file of the model; checkpoints lie beside it.</summary>
    public required string Out { get; init; }

    /// <summary>Whether to train once and to end.</summary>
    public bool Once { get; init; }

    /// <summary>The time of the day, local.</summary>
    public TimeSpan At { get; init; }
}
