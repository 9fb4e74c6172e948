using System.Globalization;
using Spectre.Console;

namespace NeuronPursuit;

/// <summary>Shows on a terminal how far a fit is: phase, member, the best error so far, and the time that is left.</summary>
internal sealed class ProgressLine : IProgress<PursuitProgress>
{
    private readonly Lock _lock = new();
    private PursuitProgress? _last;
    private double _best = double.PositiveInfinity;

    public void Report(PursuitProgress value)
    {
        lock (_lock)
        {
            _last = value;
            _best = Math.Min(_best, value.Iteration?.ValidationError ?? double.PositiveInfinity);
        }
    }

    /// <summary>Runs work and shows its progress until it ends; where nobody looks it only runs it.</summary>
    public static async Task<T> RunAsync<T>(ToolConsole console, Func<IProgress<PursuitProgress>?, T> work)
    {
        if (!console.ShowsProgress)
        {
            return await Task.Run(() => work(null)).ConfigureAwait(false);
        }

        var line = new ProgressLine();
        Task<T> running = Task.Run(() => work(line));
        IAnsiConsole terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(console.Error) });
        await terminal.Progress().AutoClear(true)
            .Columns(new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask("begins", maxValue: 1);
                while (await Task.WhenAny(running, Task.Delay(150)).ConfigureAwait(false) != running)
                {
                    (string text, double share) = line.Now();
                    task.Description = Markup.Escape(text);
                    task.Value = share;
                }
            }).ConfigureAwait(false);
        return await running.ConfigureAwait(false);
    }

    /// <summary>The text of a state, such as <c>member 3 of 8, at most 12 s left, held-out error 0.21, 5 neurons</c>.</summary>
    public static string Describe(PursuitProgress progress, double best)
    {
        string what = progress.Phase switch
        {
            PursuitPhase.Trial => $"trial {progress.Member} of {progress.Members}",
            PursuitPhase.Member => $"member {progress.Member} of {progress.Members}",
            PursuitPhase.LastTraining => "last training",
            PursuitPhase.Finished => "finished",
            _ => "pursuit",
        };
        string fold = progress.Folds > 1 ? $"fold {progress.Fold} of {progress.Folds}, " : "";
        string left = progress.TimeLeft is { } time && progress.Phase != PursuitPhase.Finished ? $", at most {Texts.Time(time)} left" : "";
        string error = double.IsFinite(best) ? string.Create(CultureInfo.InvariantCulture, $", held-out error {best:0.000}") : "";
        string neurons = progress.Iteration is { } iteration ? $", {iteration.HiddenWidths.Sum()} {(iteration.HiddenWidths.Sum() == 1 ? "neuron" : "neurons")}" : "";
        return $"{fold}{what}{left}{error}{neurons}";
    }

    private (string Text, double Share) Now()
    {
        lock (_lock)
        {
            return _last is null ? ("begins", 0) : (Describe(_last, _best), _last.ShareDone);
        }
    }
}
