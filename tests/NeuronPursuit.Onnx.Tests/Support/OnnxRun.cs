using CommunityToolkit.HighPerformance;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace NeuronPursuit.Onnx.Tests.Support;

/// <summary>An ONNX file in OnnxRuntime.</summary>
internal sealed class OnnxRun : IDisposable
{
    private readonly InferenceSession _session;

    public OnnxRun(byte[] file)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(file, options);
    }

    /// <summary>Runs in the precision of the file.</summary>
    public double[,] Predict(double[,] X, string output = OnnxExport.PredictionName) =>
        _session.InputMetadata[OnnxExport.InputName].ElementType == typeof(float)
            ? ToMatrix(Run<float, float>(X.AsSpan().ToArray().Select(value => (float)value).ToArray(), X, output), value => value)
            : ToMatrix(Run<double, double>(X.AsSpan().ToArray(), X, output), value => value);

    public TLabel[] Labels<TLabel>(double[,] X) =>
        _session.InputMetadata[OnnxExport.InputName].ElementType == typeof(float)
            ? [.. Run<float, TLabel>(X.AsSpan().ToArray().Select(value => (float)value).ToArray(), X, OnnxExport.LabelName)]
            : [.. Run<double, TLabel>(X.AsSpan().ToArray(), X, OnnxExport.LabelName)];

    public void Dispose() => _session.Dispose();

    private DenseTensor<TOutput> Run<TInput, TOutput>(TInput[] values, double[,] X, string output)
    {
        var tensor = new DenseTensor<TInput>(values, [X.GetLength(0), X.GetLength(1)]);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results =
            _session.Run([NamedOnnxValue.CreateFromTensor(OnnxExport.InputName, tensor)], [output]);
        return results[0].AsTensor<TOutput>().ToDenseTensor();
    }

    private static double[,] ToMatrix<T>(DenseTensor<T> tensor, Func<T, double> convert)
    {
        tensor.Dimensions.Length.Should().Be(2);
        double[,] matrix = new double[tensor.Dimensions[0], tensor.Dimensions[1]];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i / matrix.GetLength(1), i % matrix.GetLength(1)] = convert(tensor.GetValue(i));
        }

        return matrix;
    }
}
