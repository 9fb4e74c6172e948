using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NeuronPursuit;

/// <summary>A command that has examples in its help.</summary>
/// <param name="name">What it is called.</param>
/// <param name="description">What it does, in a sentence.</param>
/// <param name="examples">Command lines.</param>
internal sealed class ToolCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}

/// <summary>Puts the examples of commands behind what their help says of itself.</summary>
internal static class HelpExamples
{
    public static void AddTo(RootCommand root)
    {
        foreach (HelpOption help in root.Options.OfType<HelpOption>())
        {
            help.Action = new WithExamples((SynchronousCommandLineAction)help.Action!);
        }
    }

    private sealed class WithExamples(SynchronousCommandLineAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            int code = help.Invoke(parseResult);
            string[] examples = parseResult.CommandResult.Command is ToolCommand command
                ? [.. command.Examples]
                : ["neuron-pursuit fit flats.csv --target price --out price.json", "neuron-pursuit predict price.json new-flats.csv --out predicted.csv", "neuron-pursuit studio flats.csv"];
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (string example in examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
            output.WriteLine("Ends with 0, with 1 where the command line or a file is wrong, with 130 where it was cancelled, with 2 after a mistake of its own.");
            return code;
        }
    }
}
