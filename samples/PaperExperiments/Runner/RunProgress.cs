using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace PaperExperiments.Runner;

/// <summary>
/// Tells how far an experiment is: a bar with the time left on a terminal, plain lines (at most one a second) anywhere
/// else, where control codes would end up in a file. Safe from several threads.
/// </summary>
public abstract class RunProgress : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RunKey, double> _shares = [];
    private long _start;
    private double _total;
    private double _finished;

    /// <summary>Runs of the plan.</summary>
    protected int Count { get; private set; }

    /// <summary>Finished runs, those of an earlier process included.</summary>
    protected int FinishedCount { get; private set; }

    /// <summary>The progress for an output.</summary>
    public static RunProgress For(TextWriter output, IExperiment experiment)
    {
        bool terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected
            && AnsiConsole.Profile.Capabilities is { Interactive: true, Ansi: true };
        return terminal ? new BarProgress(experiment.Name) : new LineProgress(output, experiment.Name);
    }

    public void Start(IReadOnlyList<RunKey> plan, IReadOnlyList<RunKey> pending)
    {
        _start = Stopwatch.GetTimestamp();
        Count = plan.Count;
        FinishedCount = plan.Count - pending.Count;
        _total = pending.Sum(Weight);
        BeginShowing();
    }

    /// <summary>A run tells where it is.</summary>
    public void Update(RunKey key, string text, double share)
    {
        lock (_lock)
        {
            _shares[key] = Math.Clamp(share, 0, 1);
            Show($"{key}: {text}", Share(), important: false);
        }
    }

    /// <summary>A run has ended.</summary>
    public void Done(RunKey key, RunOutcome outcome, double seconds)
    {
        lock (_lock)
        {
            _shares.Remove(key);
            _finished += Weight(key);
            FinishedCount++;
            Show(Describe(key, outcome, seconds), Share(), important: true);
        }
    }

    /// <summary>Ends, whether all runs are done or not.</summary>
    public void Finish()
    {
        lock (_lock)
        {
            EndShowing();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Finish();
        GC.SuppressFinalize(this);
    }

    /// <summary>The time left by the share that is done; null as long as nothing can be said.</summary>
    protected TimeSpan? TimeLeft(double share) =>
        share is > 0.005 and < 1 ? Stopwatch.GetElapsedTime(_start) * ((1 - share) / share) : null;

    /// <summary>Begins to show.</summary>
    protected abstract void BeginShowing();

    /// <summary>Shows a state.</summary>
    /// <param name="text">What happened.</param>
    /// <param name="share">The part of the work that is done.</param>
    /// <param name="important">Whether a run ended.</param>
    protected abstract void Show(string text, double share, bool important);

    /// <summary>Ends showing; called more than once.</summary>
    protected abstract void EndShowing();

    // The cost of a run grows with its samples.
    private static double Weight(RunKey key) => Math.Max(1, key.Samples);

    private static string Describe(RunKey key, RunOutcome outcome, double seconds) => string.Create(
        CultureInfo.InvariantCulture,
        $"{key}: {Error("training", outcome.TrainingError)}{Error("test", outcome.TestError)}{(outcome.Iterations is { } n ? $"{n} iterations, " : "")}{seconds:f1} s");

    private static string Error(string name, double? error) =>
        error is { } value ? string.Create(CultureInfo.InvariantCulture, $"{name} {value:0.0e-0}, ") : "";

    private double Share() =>
        _total > 0 ? (_finished + _shares.Sum(running => running.Value * Weight(running.Key))) / _total : 1;

    /// <summary>Plain lines.</summary>
    private sealed class LineProgress(TextWriter output, string name) : RunProgress
    {
        private long _last;

        protected override void BeginShowing() =>
            output.WriteLine($"{name}: {Count} runs, {FinishedCount} of them finished before");

        protected override void Show(string text, double share, bool important)
        {
            bool due = Stopwatch.GetElapsedTime(_last) >= TimeSpan.FromSeconds(important ? 1 : 30);
            if (due || (important && FinishedCount == Count))
            {
                _last = Stopwatch.GetTimestamp();
                string left = TimeLeft(share) is { } time ? $"; about {time:h\\:mm\\:ss} left" : "";
                output.WriteLine($"  [{FinishedCount}/{Count}] {text}{left}");
            }
        }

        protected override void EndShowing()
        {
        }
    }

    /// <summary>A bar, drawn by a thread of its own.</summary>
    private sealed class BarProgress(string name) : RunProgress
    {
        private readonly ManualResetEventSlim _end = new();
        private Task? _drawing;
        private string _text = "";
        private double _share;

        protected override void BeginShowing() => _drawing = Task.Run(Draw);

        protected override void Show(string text, double share, bool important) => (_text, _share) = (text, share);

        protected override void EndShowing()
        {
            _end.Set();
            _drawing?.Wait();
        }

        // The bar and its percentage take 50 columns; a longer text would push them out of the line.
        private static string Shortened(string text)
        {
            int room = Math.Max(20, AnsiConsole.Profile.Width - 50);
            return text.Length <= room ? text : text[..(room - 3)] + "...";
        }

        private void Draw() => AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn())
            .Start(context =>
            {
                ProgressTask task = context.AddTask(name, maxValue: 1);
                bool ended;
                do
                {
                    ended = _end.Wait(200);
                    task.Value = _share;
                    string left = TimeLeft(_share) is { } time ? $", {time:h\\:mm\\:ss} left" : "";
                    task.Description = Markup.Escape(Shortened($"{name} {FinishedCount}/{Count}{left} - {_text}"));
                    context.Refresh();
                }
                while (!ended);
            });
    }
}
