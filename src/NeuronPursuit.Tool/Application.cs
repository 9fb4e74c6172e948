using System.CommandLine;

namespace NeuronPursuit;

/// <summary>The command line: what there is, and what becomes of mistakes.</summary>
internal static class Application
{
    /// <summary>Runs one command line.</summary>
    /// <param name="args">Without the name of the program.</param>
    /// <param name="console">Where it writes.</param>
    /// <param name="cancellationToken">Ends it; a fit keeps the best so far.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] args, ToolConsole console, CancellationToken cancellationToken = default)
    {
        // Names of columns may begin with @, which is no file of arguments here.
        ParseResult result = Root(console).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0 && result.Action is null or System.CommandLine.Invocation.ParseErrorAction)
        {
            console.Error.WriteLine(CommandMistakes.Describe(result));
            return ExitCodes.UserError;
        }

        try
        {
            return await result.InvokeAsync(
                new InvocationConfiguration { Output = console.Out, Error = console.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null },
                cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            console.Error.WriteLine("Cancelled.");
            return ExitCodes.Cancelled;
        }
        catch (FileNotFoundException exception)
        {
            console.Error.WriteLine($"There is no file '{exception.FileName ?? exception.Message}'.");
            return ExitCodes.UserError;
        }
        catch (Exception exception) when (exception is UserErrorException or ArgumentException or IOException or InvalidDataException or UnauthorizedAccessException
            or NotSupportedException)
        {
            console.Error.WriteLine(CommandWords.Of(exception.Message));
            return ExitCodes.UserError;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            console.Error.WriteLine($"A mistake of neuron-pursuit: {CommandWords.Of(exception.Message)} Please report it with this line: {exception.GetType().Name} {FirstFrame(exception)}");
            return ExitCodes.Unexpected;
        }
    }

    /// <summary>All commands.</summary>
    public static RootCommand Root(ToolConsole console)
    {
        var root = new RootCommand("From a table to predictions without code: a neural network that grows itself, neuron by neuron.")
        {
            FitCommand.Create(console),
            PredictCommand.Create(console),
            EvaluateCommand.Create(console),
            CompareCommand.Create(console),
            ExplainCommand.Create(console),
            ReportCommand.Create(console),
            ExportCommand.Create(console),
            InspectCommand.Create(console),
            StudioCommand.Create(console),
            CompletionCommand.Create(console),
        };
        HelpExamples.AddTo(root);
        return root;
    }

    private static string FirstFrame(Exception exception) => exception.StackTrace?.Split('\n')[0].Trim() ?? "";
}
