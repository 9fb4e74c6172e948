using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using NeuronPursuit;

namespace MLNetPipeline;

/// <summary>The table of docs/mlnet.md: five folds of ML.NET each, beside linear models of ML.NET on the same folds.</summary>
internal static class Measurements
{
    private static readonly string[] Numbers = ["BillLength", "BillDepth", "FlipperLength", "BodyMass"];

    public static void Print(MLContext mlContext)
    {
        Console.WriteLine("| task | measure | bag of 8 | CPU s | single network | CPU s | linear | CPU s |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        Species(mlContext);
        Sex(mlContext);
        BodyMass(mlContext);
        Concrete(mlContext);
        Bill(mlContext);
    }

    private static void Species(MLContext mlContext)
    {
        var trainers = mlContext.MulticlassClassification.Trainers;
        IDataView table = PenguinPipeline.Load(mlContext);
        IEstimator<ITransformer> label = mlContext.Transforms.Conversion.MapValueToKey("Label", "Species");
        Row(
            "species of penguins, 344 rows",
            "accuracy",
            Error(Inputs(mlContext, false, ["Island", "Sex"]).Append(label).Append(trainers.NeuronPursuit())),
            Error(Inputs(mlContext, false, ["Island", "Sex"]).Append(label).Append(trainers.NeuronPursuit(configure: b => b.WithEnsemble(1)))),
            Error(Inputs(mlContext, true, ["Island", "Sex"]).Append(label).Append(trainers.LbfgsMaximumEntropy())));

        Func<double> Error(IEstimator<ITransformer> pipeline) => () => mlContext.MulticlassClassification
            .CrossValidate(table, pipeline).Average(fold => fold.Metrics.MicroAccuracy);
    }

    private static void Sex(MLContext mlContext)
    {
        var trainers = mlContext.BinaryClassification.Trainers;
        IDataView known = mlContext.Data.FilterByCustomPredicate<Penguin>(PenguinPipeline.Load(mlContext), bird => bird.Sex.Length == 0);
        IDataView table = mlContext.Transforms.Expression("Label", "sex : sex == \"male\"", "Sex").Fit(known).Transform(known);
        Row(
            "sex of penguins, 333 rows",
            "accuracy",
            Error(Inputs(mlContext, false, ["Island", "Species"]).Append(trainers.NeuronPursuit())),
            Error(Inputs(mlContext, false, ["Island", "Species"]).Append(trainers.NeuronPursuit(configure: b => b.WithEnsemble(1)))),
            Error(Inputs(mlContext, true, ["Island", "Species"]).Append(trainers.LbfgsLogisticRegression())));

        Func<double> Error(IEstimator<ITransformer> pipeline) => () => mlContext.BinaryClassification
            .CrossValidate(table, pipeline).Average(fold => fold.Metrics.Accuracy);
    }

    private static void BodyMass(MLContext mlContext)
    {
        IDataView table = mlContext.Data.FilterRowsByMissingValues(PenguinPipeline.Load(mlContext), "BodyMass");
        Regression(mlContext, "body mass of penguins (g), 342 rows", table, "BodyMass", linear => Inputs(mlContext, linear, ["Island", "Sex", "Species"], "BodyMass"));
    }

    private static void Concrete(MLContext mlContext)
    {
        IDataView table = mlContext.Data.LoadFromTextFile(
            Path.Combine(AppContext.BaseDirectory, "data", "concrete.csv"),
            [new TextLoader.Column("Features", DataKind.Single, 0, 7), new TextLoader.Column("Label", DataKind.Single, 8)],
            separatorChar: ',',
            hasHeader: true);
        Regression(
            mlContext,
            "strength of concrete (MPa), 1030 rows",
            table,
            "Label",
            linear => linear ? mlContext.Transforms.NormalizeMeanVariance("Features") : new EstimatorChain<ITransformer>());
    }

    private static void Regression(
        MLContext mlContext, string task, IDataView table, string label, Func<bool, IEstimator<ITransformer>> inputs)
    {
        var trainers = mlContext.Regression.Trainers;
        Row(
            task,
            "RMSE",
            Error(inputs(false).Append(trainers.NeuronPursuit(label))),
            Error(inputs(false).Append(trainers.NeuronPursuit(label, configure: b => b.WithEnsemble(1)))),
            Error(inputs(true).Append(trainers.Sdca(label))));

        Func<double> Error(IEstimator<ITransformer> pipeline) => () => mlContext.Regression
            .CrossValidate(table, pipeline, labelColumnName: label).Average(fold => fold.Metrics.RootMeanSquaredError);
    }

    /// <summary>Two outputs at once, which ML.NET has neither a trainer nor a CrossValidate for.</summary>
    private static void Bill(MLContext mlContext)
    {
        IDataView table = mlContext.Data.FilterRowsByMissingValues(PenguinPipeline.Load(mlContext), "BillLength", "BillDepth");
        var trainers = mlContext.Regression.Trainers;
        Row(
            "length and depth of bills (mm), 342 rows",
            "mean RMSE",
            Error(trainers.NeuronPursuit("Bill")),
            Error(trainers.NeuronPursuit("Bill", configure: b => b.WithEnsemble(1))),
            null);

        Func<double> Error(NeuronPursuitTrainer trainer) => () =>
        {
            var pipeline = Inputs(mlContext, false, ["Island", "Sex", "Species"], "BillLength", "BillDepth")
                .Append(mlContext.Transforms.Concatenate("Bill", "BillLength", "BillDepth"))
                .Append(trainer);
            return mlContext.Data.CrossValidationSplit(table).Average(fold => mlContext.Regression
                .EvaluateMultiOutput(pipeline.Fit(fold.TrainSet).Transform(fold.TestSet), "Bill").Average(output => output.RootMeanSquaredError));
        };
    }

    /// <summary>Features of some columns.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="linear">Whether missing values are filled and columns scaled, which linear trainers need.</param>
    /// <param name="texts">Columns of text, which are encoded.</param>
    /// <param name="without">Measurements that are left out.</param>
    private static IEstimator<ITransformer> Inputs(MLContext mlContext, bool linear, string[] texts, params string[] without)
    {
        string[] numbers = [.. Numbers.Except(without)];
        IEstimator<ITransformer> inputs = mlContext.Transforms.Categorical
            .OneHotEncoding([.. texts.Select(name => new InputOutputColumnPair($"{name}Encoded", name))])
            .Append(mlContext.Transforms.Concatenate("Features", [.. texts.Select(name => $"{name}Encoded"), .. numbers]));
        return linear
            ? inputs
                .Append(mlContext.Transforms.ReplaceMissingValues("Features", replacementMode: MissingValueReplacingEstimator.ReplacementMode.Mean))
                .Append(mlContext.Transforms.NormalizeMeanVariance("Features"))
            : inputs;
    }

    private static void Row(string task, string measure, params Func<double>?[] runs) =>
        Console.WriteLine($"| {task} | {measure} | {string.Join(" | ", runs.Select(Measure))} |");

    private static string Measure(Func<double>? run)
    {
        if (run is null)
        {
            return " | ";
        }

        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        double value = run();
        return $"{value:g4} | {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:f1}";
    }
}
