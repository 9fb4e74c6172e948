using System.CommandLine;
using System.CommandLine.Parsing;

namespace NeuronPursuit;

/// <summary>What is wrong with a command line, in one line, and what was probably meant.</summary>
internal static class CommandMistakes
{
    public static string Describe(ParseResult result)
    {
        Command command = result.CommandResult.Command;
        string path = string.Join(' ', Path(result.CommandResult).Prepend("neuron-pursuit"));
        string help = $"See {path} --help.";
        if (result.UnmatchedTokens is [{ } token, ..])
        {
            string[] names = token.StartsWith('-')
                ? [.. command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))]
                : [.. command.Subcommands.Select(one => one.Name)];
            string near = NearNames.Nearest(token, names) is { } name ? $" Is '{name}' meant?" : "";
            string what = token.StartsWith('-') ? "an option" : command.Subcommands.Count > 0 ? "a command" : "expected here";
            return $"'{token}' is not {what} of {path}.{near} {help}";
        }

        ParseError error = result.Errors[0];
        return command.Subcommands.Count > 0 && result.Tokens.Count == 0
            ? $"Say what to do: {string.Join(", ", command.Subcommands.Select(one => one.Name))}. {help}"
            : $"{error.Message.ReplaceLineEndings(" ").TrimEnd('.')}. {help}";
    }

    private static IEnumerable<string> Path(CommandResult result) => result.Parent is CommandResult parent ? Path(parent).Append(result.Command.Name) : [];
}
