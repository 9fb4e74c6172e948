using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace NeuronPursuit.Hosting.Tests;

public class HostedModelTests
{
    private static readonly Table Rows = Table.From(Enumerable.Range(0, 60).Select(i => new { x = i * 7 % 31, city = i % 2 == 0 ? "Bonn" : "Ulm", y = (i * 7 % 31 * 2.0) + (i % 2) }));

    [Fact]
    public async Task Model_OfAFileThatChanges_IsLoadedAgain()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.json");
        Fit(Rows).Save(path);
        using IHost host = Host(path);
        await host.StartAsync(TestContext.Current.CancellationToken);
        HostedModel model = host.Services.GetRequiredKeyedService<HostedModel>("price");
        TableModel first = model.Current;
        model.Reload().Should().BeFalse();

        Fit(Rows.SelectRows(Enumerable.Range(0, 40))).Save(path);

        model.Reload().Should().BeTrue();
        model.Current.Schema.RowCount.Should().Be(40);
        first.Schema.RowCount.Should().Be(60, "who holds a model keeps it");
        model.Predict(Rows).Values.Should().Equal(model.Current.Predict(Rows).Values);
    }

    [Fact]
    public async Task Model_OfAFileThatIsDamaged_StaysAndIsDegraded()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.json");
        Fit(Rows).Save(path);
        using IHost host = Host(path);
        await host.StartAsync(TestContext.Current.CancellationToken);
        HostedModel model = host.Services.GetRequiredKeyedService<HostedModel>("price");
        (await Health(host)).Status.Should().Be(HealthStatus.Healthy);
        double[] before = model.Predict(Rows).Values;

        await File.WriteAllTextAsync(path, "{ no model", TestContext.Current.CancellationToken);

        model.Reload().Should().BeFalse();
        model.Predict(Rows).Values.Should().Equal(before);
        HealthReport health = await Health(host);
        health.Status.Should().Be(HealthStatus.Degraded);
        health.Entries["model-price"].Description.Should().Contain("model.json");

        Fit(Rows).Save(path);
        model.Reload().Should().BeTrue();
        (await Health(host)).Status.Should().Be(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Model_OfAFileThatChanges_IsLoadedByTheApplication()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.json");
        Fit(Rows).Save(path);
        using IHost host = Host(path, TimeSpan.FromMilliseconds(20));
        await host.StartAsync(TestContext.Current.CancellationToken);
        HostedModel model = host.Services.GetRequiredKeyedService<HostedModel>("price");

        Fit(Rows.SelectRows(Enumerable.Range(0, 40))).Save(path);

        while (model.Current.Schema.RowCount != 40)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }

        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Start_WithoutAFile_Fails()
    {
        using var folder = new TemporaryFolder();
        using IHost host = Host(folder.File("none.json"));

        await host.Invoking(own => own.StartAsync()).Should().ThrowAsync<FileNotFoundException>();
        (await Health(host)).Status.Should().Be(HealthStatus.Unhealthy);
    }

    [Fact]
    public void Predict_Rows_AreCounted()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.json");
        Fit(Rows).Save(path);
        using IHost host = Host(path);
        var counted = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, own) =>
            {
                if (instrument.Meter.Name == HostedModelTelemetry.MeterName)
                {
                    own.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            lock (counted)
            {
                if (tags[0].Value is "price")
                {
                    counted[instrument.Name] = counted.GetValueOrDefault(instrument.Name) + value;
                }
            }
        });
        listener.Start();
        HostedModel model = host.Services.GetRequiredKeyedService<HostedModel>("price");

        model.Predict(Rows);
        model.Predict(new Dictionary<string, object?> { ["x"] = 1e9, ["city"] = "Bonn" }).Flags.Should().ContainSingle();

        lock (counted)
        {
            counted["neuronpursuit.predictions"].Should().Be(61);
            counted["neuronpursuit.flagged_predictions"].Should().Be(1);
            counted["neuronpursuit.model_loads"].Should().Be(1);
        }
    }

    [Fact]
    public void AddNeuronPursuitModel_NameTwiceOrNoInterval_IsRefused()
    {
        var services = new ServiceCollection();
        services.AddNeuronPursuitModel("price", "a.json");

        services.Invoking(own => own.AddNeuronPursuitModel("price", "b.json")).Should().Throw<ArgumentException>().WithMessage("*'price' already*");
        services.Invoking(own => own.AddNeuronPursuitModel("other", "b.json", TimeSpan.Zero)).Should().Throw<ArgumentOutOfRangeException>();
        services.AddNeuronPursuitModel("other", "b.json", Timeout.InfiniteTimeSpan).Should().NotBeEmpty();
    }

    private static TableModel Fit(Table table) =>
        new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2).WithMaxIterations(3).FitTable(table, "y");

    private static IHost Host(string path, TimeSpan? interval = null)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging().AddNeuronPursuitModel("price", path, interval ?? Timeout.InfiniteTimeSpan);
        return builder.Build();
    }

    private static Task<HealthReport> Health(IHost host) =>
        host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(TestContext.Current.CancellationToken);
}
