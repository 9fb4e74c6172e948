using System.CommandLine;

namespace NeuronPursuit;

/// <summary>A local page on which a network grows.</summary>
internal static class StudioCommand
{
    public static Command Create(ToolConsole console)
    {
        var file = new Argument<string?>("FILE") { Description = "The table to begin with: CSV, or Parquet by its ending .parquet.", Arity = ArgumentArity.ZeroOrOne };
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1. Default: any that is free.", HelpName = "NUMBER" };
        var folder = new Option<string?>("--folder") { Description = "The only folder that the studio may write to, for its button 'save'. Default: it writes nothing, and the browser downloads.", HelpName = "FOLDER" };
        var limit = new Option<int>("--upload-limit") { Description = "The largest table that the page takes, in MB. Default 200.", HelpName = "MB", DefaultValueFactory = _ => 200 };
        var table = new TableOptions();
        var command = new ToolCommand(
            "studio", "Open a local page: choose a target, watch the network grow, ask it what if.",
            "neuron-pursuit studio flats.csv",
            "neuron-pursuit studio flats.csv --port 5050 --folder models")
        {
            file, port, folder, limit,
        };
        table.AddTo(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            string? place = result.GetValue(folder);
            if (place is not null && !Directory.Exists(place))
            {
                throw new UserErrorException($"--folder is '{place}', and there is no such folder. Make it first.");
            }

            if (result.GetValue(port) is < 0 or > 65535 || result.GetValue(limit) is < 1 or > 2000)
            {
                throw new UserErrorException("--port must be from 0 to 65535, and --upload-limit from 1 to 2000.");
            }

            TableInput input = table.Of(result);
            using var session = new StudioSession(input, place);
            if (result.GetValue(file) is { } path)
            {
                session.Open(input.Read(path), Path.GetFileName(path));
            }

            var server = new StudioServer(session, result.GetValue(port), 1_000_000L * result.GetValue(limit));
            await using (server.ConfigureAwait(false))
            {
                await server.StartAsync(cancellationToken).ConfigureAwait(false);
                console.Out.WriteLine($"The studio is at {server.Address}");
                console.Out.WriteLine("Open this address in a browser of this machine; Ctrl-C ends the studio.");
                console.Out.Flush();
                await StudioServer.WaitAsync(cancellationToken).ConfigureAwait(false);
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
