using System.Text;
using System.Text.Json;

namespace NeuronPursuit.Tool.Tests.Studio;

/// <summary>A studio in this process and a client that knows its token.</summary>
internal sealed class RunningStudio : IAsyncDisposable
{
    private readonly StudioServer _server;

    private RunningStudio(StudioServer server, StudioSession session)
    {
        (_server, Session) = (server, session);
        var address = new Uri(server.Address);
        Root = new Uri($"http://{address.Authority}/");
        Token = address.Query.Split('=')[1];
        Client = new HttpClient { BaseAddress = Root };
        Client.DefaultRequestHeaders.Add("X-Studio-Token", Token);
    }

    public HttpClient Client { get; }

    public StudioSession Session { get; }

    public Uri Root { get; }

    public string Token { get; }

    public string Address => _server.Address;

    public static async Task<RunningStudio> StartAsync(string? table = null, string? folder = null, long uploadLimit = 10_000_000)
    {
        var session = new StudioSession(TableInput.Default, folder);
        if (table is not null)
        {
            session.Open(TableInput.Default.Read(table), Path.GetFileName(table));
        }

        var server = new StudioServer(session, 0, uploadLimit);
        await server.StartAsync(CancellationToken.None);
        return new RunningStudio(server, session);
    }

    public async Task<(int Status, JsonElement Answer)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8);
        HttpResponseMessage response = await Client.PostAsync(new Uri(path, UriKind.Relative), content);
        string text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, JsonDocument.Parse(text).RootElement);
    }

    /// <summary>Listens to the fit until it has ended.</summary>
    public async Task<List<JsonElement>> EventsAsync()
    {
        var states = new List<JsonElement>();
        using Stream stream = await Client.GetStreamAsync(new Uri("api/events", UriKind.Relative));
        using var reader = new StreamReader(stream);
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                states.Add(JsonDocument.Parse(line[6..]).RootElement);
            }
        }

        return states;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Session.Stop();
        await _server.DisposeAsync();
        Session.Dispose();
    }
}
