using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NightlyTraining;
using PredictionService;

namespace NeuronPursuit.Hosting.Tests;

/// <summary>What the night trains, the service answers with.</summary>
public class SampleTests
{
    [Fact]
    public async Task NightlyTraining_OfATable_GivesTheServiceItsModel()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        string path = folder.File("model.json");
        await File.WriteAllLinesAsync(folder.File("a.csv"), Enumerable.Range(0, 120).Select(i => string.Create(
            CultureInfo.InvariantCulture, $"{i * 7 % 31},{(i % 2 == 0 ? "Bonn" : "Ulm")},{(i * 7 % 31 * 2) + (i % 2 * 5)}")).Prepend("area,city,price"), cancellation);

        await Nightly.CreateHost(["--once", "true", "--data", folder.File("a.csv"), "--target", "price", "--out", path, "--Logging:LogLevel:Default", "None"]).RunAsync(cancellation);

        TableModel.Load(path).Schema.TrainedOn.Should().NotBeNull();
        await using WebApplication service = Service.Create(["--model", path, "--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "None"]);
        await service.StartAsync(cancellation);
        using var client = new HttpClient { BaseAddress = new Uri(service.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };

        (await client.GetStringAsync(new Uri("/health", UriKind.Relative), cancellation)).Should().Be("Healthy");
        HttpResponseMessage good = await client.PostAsJsonAsync("/predict", new { city = "Bonn", area = 10 }, cancellation);
        JsonElement answer = await good.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        answer.GetProperty("value").GetDouble().Should().BeApproximately(20, 5);
        answer.GetProperty("lower").GetDouble().Should().BeLessThan(answer.GetProperty("upper").GetDouble());

        HttpResponseMessage flagged = await client.PostAsJsonAsync("/predict", new { city = "Paris", area = 10 }, cancellation);
        (await flagged.Content.ReadAsStringAsync(cancellation)).Should().Contain("city: UnseenCategory");
        HttpResponseMessage bad = await client.PostAsJsonAsync("/predict", new { city = "Bonn", aera = 10 }, cancellation);
        bad.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await bad.Content.ReadAsStringAsync(cancellation)).Should().Contain("area");
        await service.StopAsync(cancellation);
    }

    [Fact]
    public async Task NightlyTraining_OfATableThatIsWrong_LeavesTheModelOfYesterday()
    {
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("a.csv"), "a,b\n1,2\n3\n", cancellation);
        await File.WriteAllTextAsync(folder.File("model.json"), "yesterday", cancellation);

        await Nightly.CreateHost(["--once", "true", "--data", folder.File("a.csv"), "--out", folder.File("model.json"), "--Logging:LogLevel:Default", "None"]).RunAsync(cancellation);

        (await File.ReadAllTextAsync(folder.File("model.json"), cancellation)).Should().Be("yesterday");
    }
}
