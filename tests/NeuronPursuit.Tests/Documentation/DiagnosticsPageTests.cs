using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Logging;
using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Tests.Documentation;

/// <summary>docs/diagnostics.md knows every stop reason and event, and quotes errors as they are.</summary>
public class DiagnosticsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "diagnostics.md"));

    private static readonly double[,] X = new double[40, 3];
    private static readonly double[] Y = new double[40];

    static DiagnosticsPageTests()
    {
        var random = new Random(1);
        for (int row = 0; row < Y.Length; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                X[row, column] = random.NextDouble() - 0.5;
            }

            Y[row] = Math.Max(0, X[row, 0]);
        }
    }

    public static TheoryData<PursuitStopReason> Reasons => [.. Enum.GetValues<PursuitStopReason>()];

    public static TheoryData<string> Errors => [.. Failures.Keys];

    private static Dictionary<string, Action> Failures { get; } = new()
    {
        ["a value is NaN"] = () => Builder().Fit(With(X, double.NaN), Y),
        ["targets are missing"] = () => Builder().Fit(X, Y[..38]),
        ["other columns at Predict"] = () => Builder().Fit(X, Y).Predict(new double[2, 4]),
        ["Predict with two outputs"] = () => Builder().Fit(X, new double[40, 2]).Predict(X),
        ["one class"] = () => Builder().FitClassifier(X, Enumerable.Repeat("yes", 40).ToArray()),
        ["labels of numbers"] = () => Builder().FitClassifier(X, Y),
        ["a bag of sparse pursuits"] = () => Builder().WithRecipe(PursuitRecipe.Sparse).WithEnsemble(4).Fit(X, Y),
        ["another loss with Levenberg-Marquardt"] = () => Builder().WithLoss(new HuberLoss()).WithOptimizer(new LevenbergMarquardt()).Fit(X, Y),
        ["a bag continued"] = () => Builder().Continue(Builder().WithEnsemble(2).Fit(X, Y), X, Y),
        ["no model"] = () => NeuronPursuitModel.Load(new MemoryStream("{\"format\":\"other\"}"u8.ToArray())),
        ["another checkpoint"] = FitFromAnotherCheckpoint,
        ["a table in shards"] = () => Builder().WithRecipe(PursuitRecipe.Tabular).Fit(new NoShards()),
        ["cancelled at once"] = () => Builder().Fit(X, Y, new CancellationToken(canceled: true)),
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void StopReason_EveryOne_HasItsLine(PursuitStopReason reason) => Page.Should().Contain($"\n| `{reason}` | ");

    [Theory]
    [MemberData(nameof(Errors))]
    public void Error_AsAUserMeetsIt_IsQuoted(string failure)
    {
        Exception error = Failures[failure].Should().Throw<Exception>().Which;

        // The page leaves out what .NET appends and where a file lies.
        string message = error.Message.Split(" (Parameter ")[0];
        message = message.StartsWith(Path.GetTempPath(), StringComparison.Ordinal) ? message[(message.IndexOf(": ", StringComparison.Ordinal) + 2)..] : message;
        message = message[(message.LastIndexOf(".json: ", StringComparison.Ordinal) is >= 0 and var end ? end + ".json: ".Length : 0)..];
        Page.Should().Contain($"\n| `{message}` |");
    }

    [Fact]
    public void Errors_OnThePage_AreTheseAndNoOthers() => Page.Split("| message | remedy |")[1].Split("\n\n")[0].Split('\n').Count(line => line.StartsWith("| `", StringComparison.Ordinal))
        .Should().Be(Failures.Count);

    [Fact]
    public void Events_OfTheLog_AreThoseOfTheTable()
    {
        LoggerMessageAttribute[] events = [.. EventsOf(typeof(PursuitLog))];
        LoggerMessageAttribute[] warnings = [.. EventsOf(typeof(DataWarnings)), .. EventsOf(typeof(PreparationLog)), .. EventsOf(typeof(ProcessorLog))];

        events.Should().HaveCount(6).And.OnlyContain(one => one.Level == (one.EventId == 6 ? LogLevel.Debug : LogLevel.Information));
        warnings.Should().HaveCount(9).And.OnlyContain(one => one.Level == LogLevel.Warning);
        events.Concat(warnings).Should().OnlyContain(one => Page.Contains($"| {one.EventId} | `{NameOf(one)}` | {one.Level} | `{one.Message}` |"));
    }

    private static IEnumerable<LoggerMessageAttribute> EventsOf(Type log) => log
        .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>();

    [Fact]
    public void Telemetry_OfAFit_IsNamedInFull()
    {
        var names = new HashSet<string>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == NeuronPursuitTelemetry.MeterName)
                {
                    lock (names)
                    {
                        names.Add(instrument.Name);
                    }

                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((_, _, tags, _) => Add(tags));
        meters.SetMeasurementEventCallback<double>((_, _, tags, _) => Add(tags));
        meters.Start();
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == NeuronPursuitTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (names)
                {
                    names.Add(activity.OperationName);
                    names.UnionWith(activity.TagObjects.Select(tag => tag.Key));
                    names.UnionWith(activity.Events.SelectMany(one => one.Tags.Select(tag => tag.Key).Append(one.Name)));
                }
            },
        };
        ActivitySource.AddActivityListener(activities);

        Builder().Fit(X, Y);

        lock (names)
        {
            names.Should().Contain("neuronpursuit.training_error").And.OnlyContain(name => Page.Contains($"`{name}`"));
        }

        void Add(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            lock (names)
            {
                foreach (KeyValuePair<string, object?> tag in tags)
                {
                    names.Add(tag.Key);
                }
            }
        }
    }

    private static string NameOf(LoggerMessageAttribute attribute) => new[] { typeof(PursuitLog), typeof(DataWarnings), typeof(PreparationLog), typeof(ProcessorLog) }
        .SelectMany(log => log.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .First(method => method.GetCustomAttribute<LoggerMessageAttribute>()?.EventId == attribute.EventId).Name;

    private static NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithMaxIterations(2);

    private static double[,] With(double[,] data, double value)
    {
        double[,] changed = (double[,])data.Clone();
        changed[7, 2] = value;
        return changed;
    }

    private static void FitFromAnotherCheckpoint()
    {
        using var folder = new TemporaryFolder();
        Builder().WithCheckpoints(folder.Path).Fit(X, Y);
        Builder().WithCheckpoints(folder.Path).WithSeed(1).Fit(X, Y);
    }

    private sealed class NoShards : IShardSource
    {
        public int ShardCount => 2;

        public ShardData Load(int shard, CancellationToken cancellationToken) => throw new InvalidOperationException();
    }
}
