using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using NeuronPursuit;

namespace OnnxExportSample;

/// <summary>An ONNX file of single precision in OnnxRuntime: all that another program needs to know of the library.</summary>
public sealed class SavedModel(string path) : IDisposable
{
    private readonly InferenceSession _session = new(path);

    /// <summary>Predicts all rows at once.</summary>
    /// <typeparam name="T">The type of the output: float, or that of a label.</typeparam>
    /// <param name="X">Samples in rows.</param>
    /// <param name="output">The name of the output.</param>
    /// <returns>The output row after row.</returns>
    public T[] Predict<T>(double[,] X, string output)
    {
        float[] values = [.. X.Cast<double>().Select(value => (float)value)];
        var tensor = new DenseTensor<float>(values, [X.GetLength(0), X.GetLength(1)]);
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results =
            _session.Run([NamedOnnxValue.CreateFromTensor(OnnxExport.InputName, tensor)], [output]);
        return [.. results[0].AsTensor<T>()];
    }

    public void Dispose() => _session.Dispose();
}
