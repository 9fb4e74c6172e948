using System.Net;
using System.Net.NetworkInformation;

namespace NeuronPursuit.Tool.Tests.Studio;

public class StudioSafetyTests
{
    [Theory]
    [InlineData("api/state")]
    [InlineData("")]
    [InlineData("download/model")]
    [InlineData("api/events")]
    public async Task Get_WithoutTheTokenOrWithAnother_IsRefused(string path)
    {
        await using RunningStudio studio = await RunningStudio.StartAsync(Tool.Penguins);
        using var stranger = new HttpClient { BaseAddress = studio.Root };

        (await stranger.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await stranger.GetAsync(new Uri($"{path}?token=00", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await stranger.GetAsync(new Uri($"?token={studio.Token}", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Host", "evil.example")]
    public async Task Get_FromAnotherPlace_IsRefusedInSpiteOfTheToken(string header, string value)
    {
        await using RunningStudio studio = await RunningStudio.StartAsync(Tool.Penguins);
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/state");
        request.Headers.Add(header, value);

        (await studio.Client.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Start_Listens_OnLoopbackAlone()
    {
        await using RunningStudio studio = await RunningStudio.StartAsync();

        IPEndPoint[] listeners = [.. IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(one => one.Port == studio.Root.Port)];

        listeners.Should().NotBeEmpty().And.OnlyContain(one => IPAddress.IsLoopback(one.Address));
    }

    [Fact]
    public async Task Page_EveryAnswer_ForbidsWhatIsFromElsewhere()
    {
        await using RunningStudio studio = await RunningStudio.StartAsync();

        HttpResponseMessage response = await studio.Client.GetAsync(new Uri("", UriKind.Relative));

        response.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("default-src 'none'").And.Contain("frame-ancestors 'none'");
        response.Headers.GetValues("Referrer-Policy").Single().Should().Be("no-referrer");
        response.Headers.Should().NotContain(header => header.Key == "Access-Control-Allow-Origin");
    }

    [Fact]
    public async Task PostTable_LargerThanTheLimit_IsRefused()
    {
        await using RunningStudio studio = await RunningStudio.StartAsync(uploadLimit: 1000);

        (int status, System.Text.Json.JsonElement answer) = await studio.PostAsync("api/table?name=a.csv", "a,b\n" + new string('1', 5000));

        status.Should().Be(413);
        answer.GetProperty("error").GetString().Should().Contain("--upload-limit");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"format\": \"NeuronPursuit.TableModel\", \"version\": 1}")]
    public async Task PostModel_ThatIsNone_IsRefusedInOneLine(string body)
    {
        await using RunningStudio studio = await RunningStudio.StartAsync(Tool.Penguins);

        (int status, System.Text.Json.JsonElement answer) = await studio.PostAsync("api/model", body);

        status.Should().Be(400);
        answer.GetProperty("error").GetString().Should().Contain("no model of a table").And.NotContain("\n");
    }

    [Fact]
    public async Task Save_WithoutAFolder_WritesNothing()
    {
        await using RunningStudio studio = await RunningStudio.StartAsync(Tool.Penguins);

        (await studio.PostAsync("api/save?name=m.json", "")).Answer.GetProperty("error").GetString().Should().Contain("--folder");
    }

    [Theory]
    [InlineData("../m.json")]
    [InlineData("/tmp/m.json")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a/b.json")]
    [InlineData("a\\b.json")]
    [InlineData("")]
    public async Task Save_NameThatLeadsElsewhere_IsRefused(string name)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("in"));
        await using RunningStudio studio = await RunningStudio.StartAsync(Tool.Penguins, folder.File("in"));

        (int status, System.Text.Json.JsonElement answer) = await studio.PostAsync($"api/save?name={Uri.EscapeDataString(name)}", "");

        status.Should().Be(400);
        answer.GetProperty("error").GetString().Should().Contain("is no name of a file");
        Directory.EnumerateFileSystemEntries(folder.Path, "*", SearchOption.AllDirectories).Should().ContainSingle();
    }
}
