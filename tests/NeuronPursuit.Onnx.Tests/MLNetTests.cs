using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using NeuronPursuit.Onnx.Tests.Support;

namespace NeuronPursuit.Onnx.Tests;

/// <summary>The files in ML.NET.</summary>
public sealed class MLNetTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.onnx");
    private readonly MLContext _context = new(seed: 0);

    [Fact]
    public void ApplyOnnxModel_Models_PredictAlike()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            var random = new RandomModel(seed);
            random.Model.SaveAsOnnx(_path);
            string output = random.Model.OnnxOutput();

            IDataView predicted = Apply(random.X, output);

            Files.Difference(ToMatrix([.. predicted.GetColumn<float[]>(output)]), random.Model.PredictAll(random.X)).Should().BeLessThan(1e-5, "seed {0}", seed);
        }
    }

    [Fact]
    public void ApplyOnnxModel_Classifiers_GiveLabelsAndProbabilities()
    {
        double[,] X = RandomModel.Samples(60, 1, withMissing: false);
        string[] texts = [.. Enumerable.Range(0, 60).Select(row => X[row, 1] > 0 ? "up" : "down")];
        NeuronPursuitClassifier<string> classifier = new NeuronPursuitBuilder().WithMaxIterations(2).FitClassifier(X, texts);
        classifier.SaveAsOnnx(_path);

        IDataView predicted = Apply(X, OnnxExport.LabelName, OnnxExport.ProbabilitiesName);

        // ML.NET hands over a vector of one label per row.
        string[] labels = [.. predicted.GetColumn<VBuffer<ReadOnlyMemory<char>>>(OnnxExport.LabelName).Select(label => label.GetItemOrDefault(0).ToString())];
        labels.Should().Equal(classifier.Predict(X));
        Files.Difference(ToMatrix([.. predicted.GetColumn<float[]>(OnnxExport.ProbabilitiesName)]), classifier.PredictProbabilities(X)).Should().BeLessThan(1e-5);

        NeuronPursuitClassifier<bool> logical = new NeuronPursuitBuilder().WithMaxIterations(2).FitClassifier(X, texts.Select(text => text == "up").ToArray());
        logical.SaveAsOnnx(_path);
        Apply(X, OnnxExport.LabelName).GetColumn<VBuffer<long>>(OnnxExport.LabelName).Select(label => label.GetItemOrDefault(0) == 1)
            .Should().Equal(logical.Predict(X));
    }

    public void Dispose() => File.Delete(_path);

    private IDataView Apply(double[,] X, params string[] outputs)
    {
        IEnumerable<Sample> samples = Enumerable.Range(0, X.GetLength(0)).Select(row =>
            new Sample { X = [.. Enumerable.Range(0, RandomModel.InputCount).Select(column => (float)X[row, column])] });
        IDataView data = _context.Data.LoadFromEnumerable(samples);
        OnnxScoringEstimator estimator = _context.Transforms.ApplyOnnxModel(outputs, [OnnxExport.InputName], _path);
        return estimator.Fit(data).Transform(data);
    }

    private static double[,] ToMatrix(float[][] rows)
    {
        double[,] matrix = new double[rows.Length, rows[0].Length];
        for (int i = 0; i < matrix.Length; i++)
        {
            matrix[i / rows[0].Length, i % rows[0].Length] = rows[i / rows[0].Length][i % rows[0].Length];
        }

        return matrix;
    }

    private sealed class Sample
    {
        [VectorType(RandomModel.InputCount)]
        public float[] X { get; set; } = [];
    }
}
