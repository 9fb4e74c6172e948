using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

// Prediction: one sample or many, float or double.
public sealed partial class NeuronPursuitModel
{
    // Packing weights and samples pays only for more rows than this.
    private const int FewRows = 16;

    /// <summary>Predicts one value per row; for models with one output.</summary>
    /// <param name="X">Inputs, n x <see cref="InputCount"/>; n may be 0.</param>
    /// <returns>n values. A NaN or infinity in a row gives NaN or infinity for that row only.</returns>
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
                $"outputs has {outputs.Length} places but the model has {OutputCount} outputs.", nameof(outputs));
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

    private double[] Predict<T>(ReadOnlySpan2D<T> X, int columns)
        where T : unmanaged
    {
        RequireSingleOutput();
        RequireInputs(columns, "X");
        double[] outputs = new double[X.Height];
        PredictRows(X, outputs);
        return outputs;
    }

    private void PredictRows<T>(ReadOnlySpan2D<T> X, Span<double> outputs)
        where T : unmanaged
    {
        if (X.Height > FewRows)
        {
            new BatchPredictor<T>(_fitted).Predict(X, outputs);
            return;
        }

        double[] row = new double[InputCount];
        for (int i = 0; i < X.Height; i++)
        {
            ReadOnlySpan<T> values = X.GetRowSpan(i);
            for (int column = 0; column < row.Length; column++)
            {
                row[column] = SampleReader.ToDouble(values[column]);
            }

            _fitted.Predict(row, outputs.Slice(i * OutputCount, OutputCount));
        }
    }
}
