namespace NeuronPursuit;

/// <summary>Everything that is wrong with a set of options: what came, what was expected.</summary>
internal static class OptionsErrors
{
    // Sums of z^degree and of their squares must stay finite for inputs of a few hundred in magnitude.
    private const int MaxDegree = 64;
    private const int MaxDegreeInSinglePrecision = 16;

    /// <exception cref="ArgumentException">Something is wrong; the message lists everything that is.</exception>
    public static void ThrowIfAny(PursuitOptions options, RunSettings run)
    {
        string[] errors = [.. Of(options, run).Union(options.Auto?.Tabular is { } bag ? Of(bag, run) : [])];
        if (errors.Length > 0)
        {
            throw new ArgumentException(
                errors.Length == 1 ? errors[0] : $"{errors.Length} settings are wrong:\n- {string.Join("\n- ", errors)}");
        }
    }

    public static IEnumerable<string> Of(PursuitOptions options, RunSettings run)
    {
        if (options.Depth < 2)
        {
            yield return $"depth is {options.Depth}; it counts weight matrices and must be at least 2 (one hidden layer).";
        }

        if (options.Depth > PursuitOptions.MaxDepth)
        {
            yield return $"depth is {options.Depth}; at most {PursuitOptions.MaxDepth} is supported.";
        }

        int maxDegree = options.Precision == Precision.Single ? MaxDegreeInSinglePrecision : MaxDegree;
        if (options.Depth is >= 2 and <= PursuitOptions.MaxDepth && PortableMath.Pow(options.Activation.Power, options.Depth - 1) > maxDegree)
        {
            yield return $"power {options.Activation.Power} at depth {options.Depth} makes the network homogeneous of degree {PortableMath.Pow(options.Activation.Power, options.Depth - 1):0} in its first weights; at most {maxDegree} is supported in {options.Precision.ToString().ToLowerInvariant()} precision. Use a lower power or depth.";
        }

        if (options.MaxIterations < 1)
        {
            yield return $"iterations is {options.MaxIterations}; at least 1 is needed (the first fit counts as 1).";
        }

        if (!(options.TargetError >= 0 && double.IsFinite(options.TargetError)))
        {
            yield return FormattableString.Invariant($"relativeError is {options.TargetError}; the target error must be at least 0.");
        }

        if (options.Restarts < 1)
        {
            yield return $"restarts is {options.Restarts}; at least 1 random start is needed.";
        }

        if (options.NeuronsPerGrowth < 1)
        {
            yield return $"WithNeuronsPerGrowth({options.NeuronsPerGrowth}): at least 1 neuron is needed.";
        }

        if (!(options.StallTolerance is >= 0 and < 1))
        {
            yield return FormattableString.Invariant(
                $"lossShare is {options.StallTolerance}; the part of the loss that a growth must gain is at least 0 and below 1.");
        }

        if (options.InputsPerNeuron < 1)
        {
            yield return $"WithInputsPerNeuron({options.InputsPerNeuron}): at least 1 input is needed.";
        }

        foreach (string error in options.Procedure.Errors(options, run.Validation is not null))
        {
            yield return error;
        }

        if (options.Pursuits < 1)
        {
            yield return $"WithPursuits({options.Pursuits}): at least 1 pursuit is needed.";
        }

        if (!(options.ValidationFraction is >= 0 and < 1))
        {
            yield return FormattableString.Invariant(
                $"fraction is {options.ValidationFraction}; the part of the samples that is held out must be at least 0 (0 for none) and below 1.");
        }

        if (options.Members < 1)
        {
            yield return $"members is {options.Members}; an ensemble needs at least 1 network.";
        }

        if (options.ValidationPatience < 1)
        {
            yield return $"patience is {options.ValidationPatience}; at least 1 iteration is needed.";
        }

        if (!(options.SignalLevel is >= 0.01 and < 1))
        {
            yield return FormattableString.Invariant(
                $"level is {options.SignalLevel}; the level of the signal gate must be at least 0.01 (99 permutations resolve no less) and below 1.");
        }

        if (!(options.InputClip > 0))
        {
            yield return FormattableString.Invariant(
                $"largest is {options.InputClip}; the largest magnitude of a standardised input must be above 0 (infinity for no limit).");
        }

        if (options.TargetTransform is { } transform && !Enum.IsDefined(transform))
        {
            yield return $"transform is {transform}; it must be None or Log.";
        }

        if (options.TargetTransform == TargetTransform.Log && (options.Link != OutputLink.Identity || options.Loss is LogisticLoss or CrossEntropyLoss))
        {
            yield return $"the loss is {options.Loss} and the target transform Log, which is for numbers: counts have a logarithm of their own, and classes none. Leave WithTargetTransform out.";
        }

        if (!Enum.IsDefined(options.MissingValues))
        {
            yield return $"missing values is {options.MissingValues}; it must be Fail or MeanAndIndicator.";
        }

        if (!(options.WeightDecay >= 0 && double.IsFinite(options.WeightDecay)))
        {
            yield return FormattableString.Invariant($"strength is {options.WeightDecay}; the strength of weight decay must be at least 0 (0 for none).");
        }

        if (options.Loss is not SquaredLoss && (options.FirstOptimizer is LevenbergMarquardt || options.LaterOptimizer is LevenbergMarquardt))
        {
            yield return $"the loss is {options.Loss} and the optimizer LevenbergMarquardt, which needs a sum of squares ({nameof(SquaredLoss)}). Use LimitedMemoryBfgs.";
        }

        if (!Enum.IsDefined(options.Precision))
        {
            yield return $"precision is {options.Precision}; it must be Double or Single.";
        }

        if (run.Threads < 1)
        {
            yield return $"threads is {run.Threads}; at least 1 is needed.";
        }

        if (run.Checkpoints is { } named && string.IsNullOrWhiteSpace(named.Directory))
        {
            yield return "directory is empty; checkpoints need the path of a directory.";
        }

        if (run.Checkpoints is { } checkpoints && !Enum.IsDefined(checkpoints.Mismatch))
        {
            yield return $"mismatch is {checkpoints.Mismatch}; it must be Refuse or Restart.";
        }

        foreach (string error in options.GrowthScale.Errors())
        {
            yield return error;
        }
    }
}
