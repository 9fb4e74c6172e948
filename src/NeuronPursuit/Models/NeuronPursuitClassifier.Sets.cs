namespace NeuronPursuit;

// Sets of classes that hold the right one, calibrated by samples that were held out.
public sealed partial class NeuronPursuitClassifier<TLabel>
{
    /// <summary>For every row the classes among which the right one of a new sample is with a given probability.</summary>
    /// <param name="X">Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>; n may be 0.</param>
    /// <param name="coverage">The probability, above 0 and below 1. Default 0.9.</param>
    /// <returns>n sets, the most probable class first; never empty.</returns>
    /// <remarks>
    /// <para>A class is in the set when its probability is at least the one that the right class of so many held-out samples had
    /// (Sadinle, Lei and Wasserman 2019: the smallest sets on average). A sure row has one class, a doubtful one several.</para>
    /// <para>The coverage is an average over samples like those of the training data, all classes together: a rare class may be covered less.
    /// With <see cref="NeuronPursuitBuilder.WithClassWeights"/> it is that of samples weighed in this way, not of samples as they come.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">X has the wrong number of columns, or a row has no probabilities because a value is NaN or infinite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The coverage is not between 0 and 1, or there are too few held-out samples for it.</exception>
    /// <exception cref="InvalidOperationException">The fit held no samples out.</exception>
    public TLabel[][] PredictSets(double[,] X, double coverage = 0.9)
    {
        ArgumentNullException.ThrowIfNull(X);
        Model.RequireInputs(X.GetLength(1), "X");
        int rank = Model.RequireRanks(coverage, 1)[0];
        double largest = Model.Conformal[0].Interval(0, 0, rank).Upper;
        double[,] probabilities = PredictProbabilities(X);
        var sets = new TLabel[X.GetLength(0)][];
        for (int row = 0; row < sets.Length; row++)
        {
            double[] own = [.. Enumerable.Range(0, _labels.Length).Select(k => probabilities[row, k])];
            TLabel first = LabelOf(own, "Row", row);
            sets[row] = [first, .. Enumerable.Range(0, own.Length)
                .Where(k => 1 - own[k] <= largest && !EqualityComparer<TLabel>.Default.Equals(_labels[k], first))
                .OrderByDescending(k => own[k])
                .Select(k => _labels[k])];
        }

        return sets;
    }
}
