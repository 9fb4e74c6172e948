using NeuronPursuit.Onnx.Tests.Support;

namespace NeuronPursuit.Onnx.Tests;

/// <summary>What OnnxRuntime computes from the file is what the model predicts.</summary>
public class ParityTests(ITestOutputHelper output)
{
    [Fact]
    public void Probe()
    {
        foreach (Precision precision in new[] { Precision.Single, Precision.Double })
        {
            var worst = new List<(double Difference, double Degree, int Seed, OutputLink Link)>();
            for (int seed = 0; seed < 600; seed++)
            {
                var random = new RandomModel(seed);
                using var run = new OnnxRun(random.Model.ToOnnx(precision));
                string name = random.Model.OutputLink == OutputLink.Softmax ? "probabilities" : "prediction";
                worst.Add((Files.Difference(run.Predict(random.X, name), random.Model.PredictAll(random.X)), random.Degree, seed, random.Model.OutputLink));
            }

            foreach (var group in worst.GroupBy(w => (w.Degree, w.Link)).OrderBy(g => g.Key))
            {
                output.WriteLine($"{precision} {group.Key} n {group.Count()} max {group.Max(w => w.Difference):e2} seed {group.MaxBy(w => w.Difference).Seed} median {group.Order().ElementAt(group.Count() / 2).Difference:e2}");
            }
        }
    }
}
