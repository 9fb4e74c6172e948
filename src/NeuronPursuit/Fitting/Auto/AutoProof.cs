using CommunityToolkit.HighPerformance;
using Microsoft.Extensions.Logging.Abstractions;

namespace NeuronPursuit;

/// <summary>
/// Fits of three quarters of the rows, judged by the others, which have chosen nothing. Held-out samples by which a fit chose its inputs, iterations
/// and settings are kind to it: the more so, the fewer they are and the more there was to choose.
/// </summary>
/// <param name="X">Inputs.</param>
/// <param name="Y">Targets.</param>
/// <param name="sampleWeights">Positive, one a row; empty where all count alike.</param>
/// <param name="comparison">Knows all targets.</param>
/// <param name="run">Threads.</param>
/// <param name="seed">Decides which rows judge.</param>
internal readonly ref struct AutoProof<T>(
    ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, ReadOnlySpan<double> sampleWeights, HeldOutComparison comparison, RunSettings run, ulong seed)
    where T : unmanaged
{
    private readonly ReadOnlySpan2D<T> _inputs = X;
    private readonly ReadOnlySpan2D<T> _targets = Y;
    private readonly ReadOnlySpan<double> _weights = sampleWeights;

    // Nobody is told of it, and it runs where the fit began.
    private readonly RunSettings _quiet = run with
    {
        Candidate = "Proof",
        Logger = NullLogger.Instance,
        Progress = null,
        Shares = null,
        Checkpoints = null,
        Executor = null,
    };

    /// <summary>Whether one recipe has a lower loss than another.</summary>
    /// <param name="options">The recipe.</param>
    /// <param name="rival">The other one.</param>
    /// <param name="judged">What the recipe left of the rows that judged.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public bool IsBetter(PursuitOptions options, PursuitOptions rival, out HeldOutResiduals judged, CancellationToken cancellationToken)
    {
        judged = Judge(options, cancellationToken);
        double[] losses = comparison.LossesOf(judged);
        double[] others = comparison.LossesOf(Judge(rival, cancellationToken));
        return comparison.MeanOver(losses, others) < comparison.MeanOver(others, losses);
    }

    /// <summary>Whether a recipe has a lower loss than a constant, beyond chance.</summary>
    public bool IsBeyondChance(PursuitOptions options, double[] constant, CancellationToken cancellationToken) =>
        comparison.Excess(constant, comparison.LossesOf(Judge(options, cancellationToken))) > AutoSettings.BeyondChance;

    private HeldOutResiduals Judge(PursuitOptions options, CancellationToken cancellationToken)
    {
        (int[] judges, int[] training) = Rows(options.Link == OutputLink.Softmax);
        double[] weights = _weights.IsEmpty ? [] : SampleWeights.Select(_weights, training);
        NeuronPursuitModel model = new NeuronPursuitEstimator(options, _quiet)
            .FitChecked<T>(MatrixParts.Rows(_inputs, training), MatrixParts.Rows(_targets, training), weights, null, cancellationToken);
        double[] outputs = new double[judges.Length * _targets.Width];
        model.PredictRows<T>(MatrixParts.Rows(_inputs, judges), outputs);
        return options.Link == OutputLink.Softmax ? OfClasses(judges, outputs) : OfNumbers(judges, outputs);
    }

    private HeldOutResiduals OfNumbers(int[] judges, double[] outputs)
    {
        double[][] values = new double[_targets.Width][];
        for (int k = 0; k < values.Length; k++)
        {
            values[k] = new double[judges.Length];
            for (int i = 0; i < judges.Length; i++)
            {
                values[k][i] = Simd.ToDouble(_targets[judges[i], k]) - outputs[(i * values.Length) + k];
            }
        }

        return new HeldOutResiduals(values, null, _weights.IsEmpty ? null : SampleWeights.Select(_weights, judges)) { Samples = judges };
    }

    /// <summary>One minus the probability of the right class.</summary>
    private HeldOutResiduals OfClasses(int[] judges, double[] outputs)
    {
        double[] values = new double[judges.Length];
        for (int i = 0; i < judges.Length; i++)
        {
            values[i] = 1 - outputs[(i * _targets.Width) + ClassOf(judges[i])];
        }

        return new HeldOutResiduals([values], null, null) { Samples = judges };
    }

    /// <summary>Rows that judge, and those that are trained on, which have at least one of every class.</summary>
    private (int[] Judges, int[] Training) Rows(bool isClasses)
    {
        int[] order = HoldOut.Shuffled(_inputs.Height, RandomStream.Derive(seed, SeedCoordinates.HoldOut));
        int count = Math.Max(1, (int)(AutoSettings.ShareOfProof * order.Length));
        if (!isClasses)
        {
            return (order[..count], order[count..]);
        }

        var known = new HashSet<int>();
        foreach (int row in order[count..])
        {
            known.Add(ClassOf(row));
        }

        var judges = new List<int>();
        List<int> training = [.. order[count..]];
        foreach (int row in order[..count])
        {
            (known.Add(ClassOf(row)) ? training : judges).Add(row);
        }

        return ([.. judges], [.. training]);
    }

    private int ClassOf(int row)
    {
        int right = 0;
        for (int k = 1; k < _targets.Width; k++)
        {
            right = Simd.ToDouble(_targets[row, k]) > Simd.ToDouble(_targets[row, right]) ? k : right;
        }

        return right;
    }
}
