using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

// Intervals that hold the target, calibrated by samples that were held out.
public sealed partial class NeuronPursuitModel
{
    /// <summary>
    /// How many held-out samples intervals and prediction sets rest on: of a bag of five or more about all rows of the training data, of fewer
    /// members a fifth of them each; 0 where none were held out, and there are no intervals. With sample weights so many of equal weight; at
    /// most 5000, beyond which quantiles stand for all.
    /// </summary>
    public int CalibrationCount => Conformal is [] ? 0 : Conformal.Min(scores => scores.Scores.Length);

    /// <summary>An interval for every row that holds the target of a new sample with a given probability; for models with one output.</summary>
    /// <param name="X">Inputs, n x <see cref="InputCount"/>; n may be 0.</param>
    /// <param name="coverage">The probability, above 0 and below 1. Default 0.9.</param>
    /// <returns>n intervals in the units of the target. A row whose prediction is NaN has an interval of NaN.</returns>
    /// <remarks>
    /// <para>Cross-conformal: the errors of networks on training samples that they had not seen, over a local scale in which the spread of a
    /// bag has the weight that makes intervals narrowest. As many new targets lie below the interval as above it.</para>
    /// <para>The coverage is an average over samples like those of the training data. It says nothing of a single row, nor of rows unlike them:
    /// outside of the data a target may lie anywhere. Targets that <see cref="HuberLoss"/> leaves out for being far from all others do not count.
    /// Of counts (<see cref="PoissonLoss"/>) the ends are at least 0. How it holds on real tables: docs/tables.md.</para>
    /// <para>A model that is pruned or continued has none: what it was calibrated by was another one.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">X has the wrong number of columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The coverage is not between 0 and 1, or there are too few held-out samples for it.</exception>
    /// <exception cref="InvalidOperationException">The model has several outputs, gives probabilities, or held no samples out.</exception>
    public (double Lower, double Upper)[] PredictInterval(double[,] X, double coverage = 0.9)
    {
        ArgumentNullException.ThrowIfNull(X);
        RequireSingleOutput("use PredictAllInterval");
        return [.. Intervals(X, coverage).AsSpan()];
    }

    /// <summary>An interval for every output of every row, each of which holds its target with a given probability.</summary>
    /// <param name="X">Inputs, n x <see cref="InputCount"/>; n may be 0.</param>
    /// <param name="coverage">The probability for one output, above 0 and below 1. Default 0.9.</param>
    /// <returns>n x <see cref="OutputCount"/> intervals, as of <see cref="PredictInterval"/>.</returns>
    /// <exception cref="InvalidOperationException">The model gives probabilities, or held no samples out.</exception>
    /// <inheritdoc cref="PredictInterval"/>
    public (double Lower, double Upper)[,] PredictAllInterval(double[,] X, double coverage = 0.9)
    {
        ArgumentNullException.ThrowIfNull(X);
        return Intervals(X, coverage);
    }

    private (double Lower, double Upper)[,] Intervals(double[,] X, double coverage)
    {
        if (OutputLink == OutputLink.Softmax)
        {
            throw new InvalidOperationException(
                "The model gives probabilities, which have no interval. Use PredictSets of the classifier: the classes among which the right one is.");
        }

        RequireInputs(X.GetLength(1), "X");
        int[] ranks = RequireRanks(coverage, 2);
        double[,] predictions = new double[X.GetLength(0), OutputCount];
        double[,] spreads = new double[X.GetLength(0), OutputCount];

        // Before a curve, which both ends pass: so the interval holds as many targets after it.
        PredictRows(_fitted.BeforeCurves(), new ReadOnlySpan2D<double>(X), predictions.AsSpan(), spreads.AsSpan());
        var intervals = new (double, double)[X.GetLength(0), OutputCount];
        for (int i = 0; i < X.GetLength(0); i++)
        {
            for (int k = 0; k < OutputCount; k++)
            {
                (double lower, double upper) = Conformal[k].Interval(predictions[i, k], spreads[i, k], ranks[k]);

                // A count is never below 0, and its interval says so.
                intervals[i, k] = OutputLink == OutputLink.Exponential ? (Math.Max(lower, 0), Math.Max(upper, 0))
                    : _fitted.Preprocessing.Curves?[k] is { } curve ? (curve.Invert(lower), curve.Invert(upper))
                    : (lower, upper);
            }
        }

        return intervals;
    }

    /// <summary>The place from each end of the scores that bound each output.</summary>
    /// <param name="coverage">The caller's.</param>
    /// <param name="ends">Two for an interval, one for what is only bounded above.</param>
    internal int[] RequireRanks(double coverage, int ends)
    {
        if (!(coverage > 0 && coverage < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(coverage), coverage, "The coverage is a probability: above 0 and below 1, 0.9 for example.");
        }

        if (Conformal is [])
        {
            throw new InvalidOperationException(
                "The model has no held-out samples to calibrate by, or was fitted by a loss of log-odds. Fit with PursuitRecipe.Tabular, WithEnsemble or WithValidation, and by FitClassifier where targets are classes.");
        }

        int[] ranks = [.. Conformal.Select(scores => scores.RankOf(coverage, ends))];
        return ranks.Min() > 0
            ? ranks
            : throw new ArgumentOutOfRangeException(
                nameof(coverage),
                coverage,
                $"Such a coverage needs {ConformalScores.FewestFor(coverage, ends)} held-out samples; the model has {CalibrationCount}. Ask for less, or fit with more rows.");
    }
}
