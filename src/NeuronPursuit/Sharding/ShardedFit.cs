namespace NeuronPursuit;

/// <summary>What a fit in shards begins with: every shard checked, and their sizes.</summary>
/// <param name="Steps">The shards.</param>
/// <param name="Rows">The rows of each.</param>
/// <param name="InputCount">Columns of X, the same in all.</param>
/// <param name="OutputCount">Columns of Y, the same in all.</param>
/// <param name="Hashes">What identifies the rows of each; empty if not asked for.</param>
internal sealed record ShardedFit(ShardedSteps Steps, int[] Rows, int InputCount, int OutputCount, string Hashes)
{
    /// <summary>Loads and checks all shards.</summary>
    /// <exception cref="InvalidDataException">A shard cannot be used; the message names it and the row.</exception>
    public static ShardedFit Inspect(
        IShardExecutor executor, PursuitOptions options, bool hash, CancellationToken cancellationToken)
    {
        if (executor.ShardCount < 1)
        {
            throw new ArgumentException($"There are {executor.ShardCount} shards; at least one is needed.");
        }

        var steps = new ShardedSteps(executor);
        IReadOnlyList<byte[]> replies = steps.Ask(
            ShardStepKind.Inspect,
            ShardContext.None,
            ShardContext.None,
            step => ShardLosses.Write(step.Write(options.MissingValues != MissingValues.Fail).Write(hash), options.Loss),
            cancellationToken);
        int[] rows = new int[replies.Count];
        (int inputs, int outputs) = (0, 0);
        var hashes = new List<string>();
        for (int shard = 0; shard < rows.Length; shard++)
        {
            var reader = new ShardReader(replies[shard].AsSpan(1));
            rows[shard] = reader.Read<int>();
            (int ownInputs, int ownOutputs) = (reader.Read<int>(), reader.Read<int>());
            if (shard > 0 && (ownInputs, ownOutputs) != (inputs, outputs))
            {
                throw new InvalidDataException(
                    $"Shard {shard} has {ownInputs} columns and {ownOutputs} targets, but shard 0 has {inputs} and {outputs}. All shards need the same columns in the same order.");
            }

            (inputs, outputs) = (ownInputs, ownOutputs);
            hashes.Add(Convert.ToHexString(reader.ReadBytes()));
        }

        long total = rows.Sum(count => (long)count);
        return total <= int.MaxValue
            ? new ShardedFit(steps, rows, inputs, outputs, string.Join(' ', hashes))
            : throw new InvalidDataException($"The shards have {total} rows together; up to {int.MaxValue} are supported.");
    }

    /// <summary>Refuses options that need all samples in one place.</summary>
    /// <param name="options">The options.</param>
    /// <param name="validationSet">Whether there are validation samples of the caller's own.</param>
    /// <exception cref="ArgumentException">At least one of them is set; the message lists all that are.</exception>
    public static void RequireSupport(PursuitOptions options, bool validationSet)
    {
        string[] errors = [.. Unsupported(options, validationSet)];
        if (errors.Length > 0)
        {
            throw new ArgumentException(
                $"A fit in shards does not support {string.Join("; nor ", errors)}.");
        }
    }

    private static IEnumerable<string> Unsupported(PursuitOptions options, bool validationSet)
    {
        if (options.Procedure.NeedsAllSamples is { } what)
        {
            yield return what;
        }

        if (options.Members is not null || options.Auto is { AsksForBag: true })
        {
            yield return "PursuitRecipe.Tabular or WithEnsemble, whose members hold samples out (use PursuitRecipe.Fast)";
        }

        if (options.ValidationFraction > 0 || validationSet)
        {
            yield return "WithValidation (use WithStopWhen, which may judge the model by samples of your own)";
        }

        if (options.TargetTransform == TargetTransform.Log)
        {
            yield return "WithTargetTransform, which sorts all targets (transform y yourself)";
        }

        if (options.RankView)
        {
            yield return "WithRankView, which sorts whole columns";
        }

        if (!ShardLosses.CanWrite(options.Loss))
        {
            yield return $"the loss {options.Loss}, since code does not travel to shards (use a loss of the library)";
        }
    }
}
