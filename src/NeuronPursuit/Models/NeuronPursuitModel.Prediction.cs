using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

// Prediction: one sample or many, float or double.
public sealed partial class NeuronPursuitModel
{
    // Packing weights and samples pays only for more rows than this.
    private const int FewRows = 16;

    /// <summary>Predicts one value per row; for models with one output.</summary>
    /// <param name="X">Inputs, n x <see cref="InputCount"/>; n may be 0.</param>
    /// <returns>
    /// n values. A NaN in a row is a missing value if <see cref="NeuronPursuitBuilder.WithMissingValues"/> said so; else
    /// it, like an infinity, spoils the prediction of that row only (an infinity does not where inputs are clipped).
    /// </returns>
    /// <exception cref="ArgumentException">X has the wrong number of columns.</exception>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public double[] Predict(double[,] X)
    {
        ArgumentNullException.ThrowIfNull(X);
        return Predict(new ReadOnlySpan2D<double>(X), X.GetLength(1));
    }

    /// <inheritdoc cref="Predict(double[,])"/>
    public double[] Predict(float[,] X)
    {
        ArgumentNullException.ThrowIfNull(X);
        return Predict(new ReadOnlySpan2D<float>(X), X.GetLength(1));
    }

    /// <summary>Predicts one sample without allocating; for models with one output.</summary>
    /// <param name="x">The inputs, <see cref="InputCount"/> of them.</param>
    /// <returns>The predicted value, the same bits as in a batch.</returns>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public double Predict(ReadOnlySpan<double> x)
    {
        RequireSingleOutput();
        RequireInputs(x.Length, "x");
        Span<double> output = stackalloc double[1];
        _fitted.Predict(x, output);
        return output[0];
    }

    /// <summary>Predicts one sample with any number of outputs, without allocating.</summary>
    /// <param name="x">The inputs, <see cref="InputCount"/> of them.</param>
    /// <param name="outputs">Receives the outputs, <see cref="OutputCount"/> of them.</param>
    /// <exception cref="ArgumentException">A length is wrong.</exception>
    public void Predict(ReadOnlySpan<double> x, Span<double> outputs)
    {
        RequireInputs(x.Length, "x");
        if (outputs.Length != OutputCount)
        {
            throw new ArgumentException(
                $"outputs has {outputs.Length} places but the model has {OutputCount} outputs. Pass a span of {OutputCount}.", nameof(outputs));
        }

        _fitted.Predict(x, outputs);
    }

    /// <summary>Predicts all outputs of every row.</summary>
    /// <param name="X">Inputs, n x <see cref="InputCount"/>; n may be 0.</param>
    /// <returns>n x <see cref="OutputCount"/>.</returns>
    /// <exception cref="ArgumentException">X has the wrong number of columns.</exception>
    public double[,] PredictAll(double[,] X)
    {
        ArgumentNullException.ThrowIfNull(X);
        RequireInputs(X.GetLength(1), "X");
        double[,] outputs = new double[X.GetLength(0), OutputCount];
        PredictRows(new ReadOnlySpan2D<double>(X), outputs.AsSpan());
        return outputs;
    }

    /// <inheritdoc cref="PredictAll(double[,])"/>
    public double[,] PredictAll(float[,] X)
    {
        ArgumentNullException.ThrowIfNull(X);
        RequireInputs(X.GetLength(1), "X");
        double[,] outputs = new double[X.GetLength(0), OutputCount];
        PredictRows(new ReadOnlySpan2D<float>(X), outputs.AsSpan());
        return outputs;
    }

    /// <summary>Predicts one value per row and says how far the networks agree; for models with one output.</summary>
    /// <param name="X">Inputs, n x <see cref="InputCount"/>; n may be 0.</param>
    /// <returns>
    /// The means over the networks, equal to those of <see cref="Predict(double[,])"/>, and the standard deviations of
    /// the networks' predictions about them (dividing by the number of networks).
    /// </returns>
    /// <remarks>
    /// The deviation says where the networks disagree. It is no interval that holds the target: the noise of the target is not
    /// in it, nor what all networks have in common. Outside of the training data they may agree and all be wrong, by any factor of
    /// the spread, so a small spread is no sign that a row lies inside. <see cref="PredictInterval"/> is an interval.
    /// </remarks>
    /// <exception cref="ArgumentException">X has the wrong number of columns.</exception>
    /// <exception cref="InvalidOperationException">
    /// The model has several outputs, or is a single network: a spread of zero would claim certainty.
    /// </exception>
    public (double[] Mean, double[] Spread) PredictWithSpread(double[,] X)
    {
        ArgumentNullException.ThrowIfNull(X);
        RequireSingleOutput("use PredictAllWithSpread");
        RequireInputs(X.GetLength(1), "X");
        RequireSeveralNetworks();
        double[] mean = new double[X.GetLength(0)];
        double[] spread = new double[mean.Length];
        PredictRows(new ReadOnlySpan2D<double>(X), mean, spread);
        return (mean, spread);
    }

    /// <summary>Predicts all outputs of every row and says how far the networks agree.</summary>
    /// <returns>
    /// n x <see cref="OutputCount"/> each: the means over the networks, equal to those of
    /// <see cref="PredictAll(double[,])"/>, and the standard deviations of the networks' predictions about them.
    /// </returns>
    /// <exception cref="InvalidOperationException">The model is a single network.</exception>
    /// <inheritdoc cref="PredictWithSpread(double[,])"/>
    public (double[,] Mean, double[,] Spread) PredictAllWithSpread(double[,] X)
    {
        ArgumentNullException.ThrowIfNull(X);
        RequireInputs(X.GetLength(1), "X");
        RequireSeveralNetworks();
        double[,] mean = new double[X.GetLength(0), OutputCount];
        double[,] spread = new double[X.GetLength(0), OutputCount];
        PredictRows(new ReadOnlySpan2D<double>(X), mean.AsSpan(), spread.AsSpan());
        return (mean, spread);
    }

    private void RequireSeveralNetworks()
    {
        if (Networks.Count == 1)
        {
            throw new InvalidOperationException(
                "The model is a single network, which says nothing about its uncertainty. Fit several, by WithEnsemble(8).");
        }
    }

    private double[] Predict<T>(ReadOnlySpan2D<T> X, int columns)
        where T : unmanaged
    {
        RequireSingleOutput();
        RequireInputs(columns, "X");
        double[] outputs = new double[X.Height];
        PredictRows(X, outputs);
        return outputs;
    }

    /// <summary>Writes all outputs of every row, row after row; X has the right number of columns.</summary>
    internal void PredictRows<T>(ReadOnlySpan2D<T> X, Span<double> outputs, Span<double> spread = default)
        where T : unmanaged => PredictRows(_fitted, X, outputs, spread);

    private void PredictRows<T>(FittedNetworks fitted, ReadOnlySpan2D<T> X, Span<double> outputs, Span<double> spread)
        where T : unmanaged
    {
        if (X.Height > FewRows)
        {
            new BatchPredictor<T>(fitted).Predict(X, outputs, spread);
            return;
        }

        double[] row = new double[InputCount];
        for (int i = 0; i < X.Height; i++)
        {
            ReadOnlySpan<T> values = X.GetRowSpan(i);
            for (int column = 0; column < row.Length; column++)
            {
                row[column] = Simd.ToDouble(values[column]);
            }

            Range places = (i * OutputCount)..((i + 1) * OutputCount);
            fitted.Predict(row, outputs[places], spread.IsEmpty ? default : spread[places]);
        }
    }
}
