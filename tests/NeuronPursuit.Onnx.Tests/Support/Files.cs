namespace NeuronPursuit.Onnx.Tests.Support;

/// <summary>Models as the bytes of a file, and what their numbers are compared by.</summary>
internal static class Files
{
    public static byte[] ToOnnx(this NeuronPursuitModel model, Precision precision = Precision.Single, params string[] columnNames)
    {
        using var stream = new MemoryStream();
        model.SaveAsOnnx(stream, precision, columnNames.Length == 0 ? null : columnNames);
        return stream.ToArray();
    }

    public static byte[] ToOnnx<TLabel>(this NeuronPursuitClassifier<TLabel> classifier, Precision precision = Precision.Single)
        where TLabel : notnull
    {
        using var stream = new MemoryStream();
        classifier.SaveAsOnnx(stream, precision);
        return stream.ToArray();
    }

    /// <summary>The output of the file that has the predictions.</summary>
    public static string OnnxOutput(this NeuronPursuitModel model) =>
        model.OutputLink == OutputLink.Softmax ? "probabilities" : "prediction";

    /// <summary>
    /// The largest difference, relative to the largest value of the output column; infinite where one is NaN and the
    /// other is not.
    /// </summary>
    public static double Difference(double[,] actual, double[,] expected)
    {
        (actual.GetLength(0), actual.GetLength(1)).Should().Be((expected.GetLength(0), expected.GetLength(1)));
        double worst = 0;
        for (int column = 0; column < expected.GetLength(1); column++)
        {
            double[] was = [.. Enumerable.Range(0, expected.GetLength(0)).Select(row => expected[row, column])];
            double largest = was.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max();
            for (int row = 0; row < was.Length; row++)
            {
                double difference = Math.Abs(actual[row, column] - was[row]);
                worst = actual[row, column].Equals(was[row]) || difference == 0 ? worst
                    : double.IsNaN(difference) ? double.PositiveInfinity
                    : Math.Max(worst, difference / largest);
            }
        }

        return worst;
    }
}
