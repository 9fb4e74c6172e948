// A user's first program with each package, run on the packages themselves (scripts/package-check.sh).
using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML;
using Microsoft.ML.Data;
using NeuronPursuit;

double[,] X = new double[200, 3];
double[] y = new double[200];
var rows = new Sample[200];
var random = new Random(1);
for (int i = 0; i < y.Length; i++)
{
    for (int j = 0; j < 3; j++)
    {
        X[i, j] = 2 * random.NextSingle() - 1;
    }

    y[i] = Math.Max(0, X[i, 0] + 2 * X[i, 1]) - 0.5 * X[i, 2];
    rows[i] = new Sample { Features = [(float)X[i, 0], (float)X[i, 1], (float)X[i, 2]], Label = (float)y[i] };
}

string folder = Directory.CreateTempSubdirectory("neuron-pursuit-packages-").FullName;
string File(string name) => Path.Combine(folder, name);
try
{
    NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y);
    Require(model.History[^1].TrainingError < 1e-2, "NeuronPursuit: a network grows");

    model.Save(File("model.json"));
    Require(NeuronPursuitModel.Load(File("model.json")).Predict(X).SequenceEqual(model.Predict(X)), "NeuronPursuit: a saved model comes back");

    model.SaveAsOnnx(File("model.onnx"));
    Require(new FileInfo(File("model.onnx")).Length > 0, "NeuronPursuit.Onnx: a model is exported");

    model.PlotNetwork().SavePng(File("network.png"));
    model.SaveReport(File("report.html"), X, y);
    Require(System.IO.File.ReadAllText(File("report.html")).Contains("data:image/svg+xml;base64,", StringComparison.Ordinal), "NeuronPursuit.Plotting: a report has pictures");

    System.IO.File.WriteAllLines(File("a.csv"), Enumerable.Range(0, 60).Select(i => $"{i % 7},5;{(i % 2 == 0 ? "Bonn" : "Ulm")};{i % 7 * 2 + i % 2}").Prepend("size;city;price"));
    TableModel tableModel = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).FitTable(Table.ReadCsv(File("a.csv")), "price");
    tableModel.Save(File("table.json"));
    Require(tableModel.Evaluate(Table.ReadCsv(File("a.csv"))).Regression!.RSquared > 0.99, "NeuronPursuit.Tables: a table with decimal commas is learned");

    IServiceCollection services = new ServiceCollection().AddNeuronPursuitModel("price", File("table.json"));
    Require(services.Any(service => service.ServiceType == typeof(HostedModel)), "NeuronPursuit.Hosting: a model is a service");

    var mlContext = new MLContext(seed: 1);
    IDataView data = mlContext.Data.LoadFromEnumerable(rows);
    NeuronPursuitTransformer trained = mlContext.Regression.Trainers.NeuronPursuit(configure: builder => builder.WithRecipe(PursuitRecipe.Fast)).Fit(data);
    Require(mlContext.Regression.Evaluate(trained.Transform(data)).RSquared > 0.99, "NeuronPursuit.ML: a pipeline is trained");

    mlContext.Model.Save(trained, data.Schema, File("pipeline.zip"));
    NeuronPursuitModel loaded = new MLContext().Model.Load(File("pipeline.zip"), out _).GetNeuronPursuitModel();
    Require(loaded.Predict(X).SequenceEqual(trained.GetNeuronPursuitModel().Predict(X)), "NeuronPursuit.ML: a saved pipeline comes back");
}
finally
{
    Directory.Delete(folder, recursive: true);
}

static void Require(bool holds, string what)
{
    Console.WriteLine($"{(holds ? "ok" : "FAILED")}  {what}");
    Environment.ExitCode = holds ? Environment.ExitCode : 1;
}

internal sealed class Sample
{
    [VectorType(3)]
    public float[] Features { get; set; } = [];

    public float Label { get; set; }
}
