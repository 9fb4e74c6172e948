using System.Diagnostics.CodeAnalysis;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// A model that tells classes apart: immutable, and every member safe from many threads at once. Rows of X are samples.
/// </summary>
/// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
[SuppressMessage("Design", "CA1000", Justification = "Who loads a classifier has to say what its labels are.")]
public sealed partial class NeuronPursuitClassifier<TLabel>
    where TLabel : notnull
{
    // Rows whose probabilities are held at once.
    private const int BatchRows = 1 << 15;

    private readonly TLabel[] _labels;

    internal NeuronPursuitClassifier(NeuronPursuitModel model, TLabel[] labels)
    {
        Model = model;
        _labels = labels;
        Labels = Array.AsReadOnly(labels);
    }

    /// <summary>The classes in order, at least two: numbers and enums by value, strings ordinal, false before true.</summary>
    public IReadOnlyList<TLabel> Labels { get; }

    /// <summary>The model behind it: one output per class, its probability.</summary>
    public NeuronPursuitModel Model { get; }

    /// <summary>The most probable class of every row; of equally probable ones the first.</summary>
    /// <param name="X">Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>; n may be 0.</param>
    /// <returns>n labels.</returns>
    /// <exception cref="ArgumentException">
    /// X has the wrong number of columns, or a row has no probabilities because a value is NaN or infinite.
    /// </exception>
    public TLabel[] Predict(double[,] X)
    {
        ArgumentNullException.ThrowIfNull(X);
        return Predict(new ReadOnlySpan2D<double>(X), X.GetLength(1));
    }

    /// <inheritdoc cref="Predict(double[,])"/>
    public TLabel[] Predict(float[,] X)
    {
        ArgumentNullException.ThrowIfNull(X);
        return Predict(new ReadOnlySpan2D<float>(X), X.GetLength(1));
    }

    /// <summary>The most probable class of one sample, without allocating.</summary>
    /// <param name="x">The inputs.</param>
    /// <returns>The label, the same as in a batch.</returns>
    /// <exception cref="ArgumentException">The length is wrong, or a value is NaN or infinite.</exception>
    public TLabel Predict(ReadOnlySpan<double> x)
    {
        const int StackLimit = 128;
        Span<double> probabilities = _labels.Length <= StackLimit ? stackalloc double[StackLimit] : new double[_labels.Length];
        probabilities = probabilities[.._labels.Length];
        Model.Predict(x, probabilities);
        return LabelOf(probabilities, "The sample");
    }

    /// <summary>The probability of every class, for every row.</summary>
    /// <param name="X">Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>; n may be 0.</param>
    /// <returns>
    /// n x classes, in the order of <see cref="Labels"/>; a row sums to 1. A row with NaN or an infinity gives NaN,
    /// unless the model takes missing values or limits its inputs.
    /// </returns>
    /// <exception cref="ArgumentException">X has the wrong number of columns.</exception>
    public double[,] PredictProbabilities(double[,] X) => Model.PredictAll(X);

    /// <inheritdoc cref="PredictProbabilities(double[,])"/>
    public double[,] PredictProbabilities(float[,] X) => Model.PredictAll(X);

    /// <summary>The probability of every class for one sample, without allocating.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="probabilities">Receives one number per class, in the order of <see cref="Labels"/>.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void PredictProbabilities(ReadOnlySpan<double> x, Span<double> probabilities) => Model.Predict(x, probabilities);

    private TLabel[] Predict<T>(ReadOnlySpan2D<T> X, int columns)
        where T : unmanaged
    {
        Model.RequireInputs(columns, "X");
        TLabel[] labels = new TLabel[X.Height];
        double[] probabilities = new double[Math.Min(X.Height, BatchRows) * _labels.Length];
        for (int start = 0; start < labels.Length; start += BatchRows)
        {
            int count = Math.Min(BatchRows, labels.Length - start);
            Model.PredictRows(X.Slice(start, 0, count, columns), probabilities.AsSpan(0, count * _labels.Length));
            for (int row = 0; row < count; row++)
            {
                labels[start + row] = LabelOf(probabilities.AsSpan(row * _labels.Length, _labels.Length), "Row", start + row);
            }
        }

        return labels;
    }

    private TLabel LabelOf(ReadOnlySpan<double> probabilities, string what, int? row = null)
    {
        int best = 0;
        for (int k = 1; k < probabilities.Length; k++)
        {
            best = probabilities[k] > probabilities[best] ? k : best;
        }

        return double.IsNaN(probabilities[best])
            ? throw new ArgumentException(
                $"{what}{(row is null ? "" : $" {row} of X (counted from 0)")} has a value that is NaN or infinite, so it has no most probable class. Fill it in, or fit with WithMissingValues.")
            : _labels[best];
    }
}
