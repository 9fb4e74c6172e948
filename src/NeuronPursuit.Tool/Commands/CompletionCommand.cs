using System.CommandLine;

namespace NeuronPursuit;

/// <summary>Scripts by which shells complete commands, options and names.</summary>
internal static class CompletionCommand
{
    // All ask the tool itself: [suggest:POSITION] "the command line".
    private const string Bash = """
        # In ~/.bashrc: eval "$(neuron-pursuit completion bash)"
        _neuron_pursuit() {
            local IFS=$'\n'
            COMPREPLY=($(compgen -W "$(neuron-pursuit "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _neuron_pursuit neuron-pursuit
        """;

    private const string Zsh = """
        # In ~/.zshrc: eval "$(neuron-pursuit completion zsh)"
        _neuron_pursuit() {
            local -a found
            found=("${(@f)$(neuron-pursuit "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
            compadd -- $found || _files
        }
        compdef _neuron_pursuit neuron-pursuit
        """;

    private const string PowerShell = """
        # In $PROFILE: neuron-pursuit completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName neuron-pursuit -ScriptBlock {
            param($word, $line, $position)
            neuron-pursuit "[suggest:$position]" "$line" | Where-Object { $_ -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
            }
        }
        """;

    public static Command Create(ToolConsole console)
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        var command = new ToolCommand("completion", "Print a script by which a shell completes commands and options.", "eval \"$(neuron-pursuit completion bash)\"") { shell };
        command.SetAction(result =>
        {
            console.Out.WriteLine(result.GetRequiredValue(shell) switch { "bash" => Bash, "zsh" => Zsh, _ => PowerShell });
            return ExitCodes.Success;
        });
        return command;
    }
}
