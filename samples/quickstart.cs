// A program of one file, without a project: `dotnet run samples/quickstart.cs`, in this repository after `dotnet pack`.
#:package NeuronPursuit@*
#:property ManagePackageVersionsCentrally=false

using System.Globalization;
using NeuronPursuit;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

// 300 samples of ten inputs, of which the target sees three.
var random = new Random(1);
double[,] X = new double[300, 10];
double[] y = new double[300];
for (int i = 0; i < y.Length; i++)
{
    for (int j = 0; j < 10; j++)
    {
        X[i, j] = 2 * random.NextDouble() - 1;
    }

    y[i] = Math.Max(0, X[i, 0] + 2 * X[i, 1]) - Math.Abs(X[i, 2]);
}

NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).WithDepth(2).Fit(X, y);

Console.WriteLine(model.ToFormula(negligible: 1e-6));
Console.WriteLine(model.StopReason.Describe());
Console.WriteLine($"error on the training data {model.History[^1].TrainingError:0.0e-0}");
