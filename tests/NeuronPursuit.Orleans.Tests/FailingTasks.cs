namespace NeuronPursuit.Orleans.Tests;

/// <summary>An exception as users write them: Orleans has no way to send it.</summary>
public class TableGoneException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>One that Orleans can send.</summary>
[GenerateSerializer]
public sealed class SentException(string message) : Exception(message);

/// <summary>A cancellation of a type of one's own, which nobody asked for.</summary>
public sealed class GaveUpException(string message) : OperationCanceledException(message);

public enum Failure
{
    OwnType,
    OwnTypeInside,
    OwnTypeAmongSeveral,
    OwnValues,
    OwnCancellation,
    OwnLoss,
    Sent,
    Runtime,
    Null,
}

/// <summary>A task that fails on its silo.</summary>
[GenerateSerializer]
public sealed class FailingTask(Failure failure) : IPursuitTask
{
    public const string Words = "table 17 is gone";

    [Id(0)]
    private readonly Failure _failure = failure;

    public NeuronPursuitModel Run(CancellationToken cancellationToken)
    {
        if (_failure == Failure.Null)
        {
            return null!;
        }

        throw Error();
    }

    private Exception Error()
    {
        switch (_failure)
        {
            case Failure.OwnType:
                return new TableGoneException(Words);
            case Failure.OwnTypeInside:
                return new ArgumentException(Words, new TableGoneException("below", new FormatException("at the bottom")));
            case Failure.OwnTypeAmongSeveral:
                return new AggregateException(Words, new TableGoneException("first"), new FormatException("second"));
            case Failure.OwnCancellation:
                return new GaveUpException(Words);
            case Failure.OwnLoss:
                return new TimeoutException(Words, new TableGoneException("below"));
            case Failure.OwnValues:
                var error = new FormatException(Words);
                error.Data["where"] = new Unsent();
                return error;
            case Failure.Sent:
                return new SentException(Words);
            default:
                return new FileNotFoundException(Words);
        }
    }

    private sealed class Unsent;
}

/// <summary>A task that works.</summary>
[GenerateSerializer]
public sealed class WorkingTask : IPursuitTask
{
    public NeuronPursuitModel Run(CancellationToken cancellationToken) =>
        Fits.Small(1).Fit(new TeacherShards(50, 5, 1, 1), cancellationToken);
}

/// <summary>Shards that fail by exceptions of their own, in every place where they may.</summary>
[GenerateSerializer]
public sealed class FailingShards(bool inCount) : IShardSource
{
    // A silo counts the shards anew; whoever made the source counts them without harm.
    [Id(0)]
    private readonly bool _inCount = inCount;

    [NonSerialized]
    private readonly bool _here = true;

    public int ShardCount => _inCount && !_here ? throw new TableGoneException(FailingTask.Words) : 2;

    public ShardData Load(int shard, CancellationToken cancellationToken) =>
        throw (shard == 0 ? new TableGoneException(FailingTask.Words) : new GaveUpException(FailingTask.Words));
}
