using NeuronPursuit.Onnx.Tests.Support;

namespace NeuronPursuit.Onnx.Tests;

/// <summary>Models and classifiers as a user fits them.</summary>
public class FittedModelTests
{
    private static readonly (double[,] X, double[] y) Data = MakeData();

    public static TheoryData<string> Builders => ["default", "deep", "ranks", "clip", "plain", "single", "bag"];

    [Theory]
    [MemberData(nameof(Builders))]
    public void SaveAsOnnx_FittedAndLoadedModel_PredictsAlike(string kind)
    {
        NeuronPursuitModel model = Builder(kind).Fit(Data.X, Data.y);
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        var loaded = NeuronPursuitModel.Load(stream);

        foreach ((Precision precision, double tolerance) in new[] { (Precision.Single, 1e-5), (Precision.Double, 1e-12) })
        {
            byte[] file = model.ToOnnx(precision);
            OnnxStructure.Check(file);
            using var run = new OnnxRun(file);

            Files.Difference(run.Predict(Data.X), model.PredictAll(Data.X)).Should().BeLessThan(tolerance);
            loaded.ToOnnx(precision).Should().Equal(file, "the same model gives the same bytes");
        }
    }

    [Fact]
    public void SaveAsOnnx_SeveralOutputs_PredictsAlike()
    {
        double[,] Y = new double[Data.y.Length, 3];
        for (int row = 0; row < Data.y.Length; row++)
        {
            (Y[row, 0], Y[row, 1], Y[row, 2]) = (Data.y[row], -2 * Data.y[row], Data.X[row, 1]);
        }

        NeuronPursuitModel model = Builder("deep").Fit(Data.X, Y);
        using var run = new OnnxRun(model.ToOnnx(Precision.Double));

        Files.Difference(run.Predict(Data.X), model.PredictAll(Data.X)).Should().BeLessThan(1e-12);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("deep")]
    [InlineData("bag")]
    public void SaveAsOnnx_Counts_PredictTheMeansAlike(string kind)
    {
        double[] counts = [.. Data.y.Select(value => Math.Round(Math.Exp(value)))];
        NeuronPursuitModel model = Builder(kind).WithLoss(new PoissonLoss()).Fit(Data.X, counts);

        foreach ((Precision precision, double tolerance) in new[] { (Precision.Single, 1e-6), (Precision.Double, 1e-12) })
        {
            byte[] file = model.ToOnnx(precision);
            OnnxStructure.Check(file);
            using var run = new OnnxRun(file);

            Files.Difference(run.Predict(Data.X), model.PredictAll(Data.X)).Should().BeLessThan(tolerance);
        }
    }

    [Fact]
    public void SaveAsOnnx_FromSeveralThreads_GivesTheSameBytes()
    {
        NeuronPursuitModel model = Builder("bag").Fit(Data.X, Data.y);
        byte[] expected = model.ToOnnx();

        Parallel.For(0, 8, _ => model.ToOnnx().Should().Equal(expected));
    }

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void SaveAsOnnx_Classifiers_GiveLabelsAndProbabilities(Precision precision)
    {
        int[] numbers = [.. Data.y.Select(value => value < 1.5 ? -7 : value < 2.5 ? 3 : 1_000_000)];
        Check(numbers, label => (long)label, precision, 7);
        Check([.. numbers.Select(number => number < 0 ? "negative" : "größer, \"groß\"")], label => label, precision, 8);
        Check([.. numbers.Select(number => number < 0)], label => label ? 1L : 0L, precision, 7);
        Check([.. numbers.Select(number => number < 0 ? DayOfWeek.Monday : DayOfWeek.Friday)], label => label.ToString(), precision, 8);
    }

    [Fact]
    public void SaveAsOnnx_ModelOfAClassifier_GivesProbabilitiesOnly()
    {
        NeuronPursuitClassifier<bool> classifier = Builder("default").FitClassifier(Data.X, Data.y.Select(value => value > 1.5).ToArray());

        OnnxDocument document = OnnxStructure.Check(classifier.Model.ToOnnx());

        document.Outputs.Select(port => port.Name).Should().Equal("probabilities");
        document.Outputs[0].Dimensions.Should().Equal("samples", "2");
        document.Metadata.Should().BeEmpty();
    }

    [Fact]
    public void SaveAsOnnx_BagOfClassifiers_AveragesProbabilities()
    {
        int[] labels = [.. Data.y.Select(value => (int)value % 3)];
        NeuronPursuitClassifier<int> classifier = Builder("bag").FitClassifier(Data.X, labels);
        classifier.Model.Networks.Count.Should().BeGreaterThan(1);
        using var run = new OnnxRun(classifier.ToOnnx(Precision.Double));

        Files.Difference(run.Predict(Data.X, "probabilities"), classifier.PredictProbabilities(Data.X)).Should().BeLessThan(1e-12);
        run.Labels<long>(Data.X).Should().Equal(classifier.Predict(Data.X).Select(label => (long)label));
    }

    private static void Check<TLabel, TOnnx>(TLabel[] labels, Func<TLabel, TOnnx> convert, Precision precision, long type)
        where TLabel : notnull
    {
        NeuronPursuitClassifier<TLabel> classifier = Builder("default").FitClassifier(Data.X, labels);
        byte[] file = classifier.ToOnnx(precision);
        OnnxDocument document = OnnxStructure.Check(file);
        using var run = new OnnxRun(file);

        document.Outputs.Select(port => (port.Name, string.Join('x', port.Dimensions))).Should().Equal(
            ("probabilities", $"samplesx{classifier.Labels.Count}"), ("label", "samples"));
        document.Outputs[1].Type.Should().Be(type);
        System.Text.Json.JsonSerializer.Deserialize<string[]>(document.Metadata["classes"])
            .Should().Equal(classifier.Labels.Select(label => FormattableString.Invariant($"{label}")));
        Files.Difference(run.Predict(Data.X, "probabilities"), classifier.PredictProbabilities(Data.X))
            .Should().BeLessThan(precision == Precision.Single ? 1e-5 : 1e-12);
        run.Labels<TOnnx>(Data.X).Should().Equal(classifier.Predict(Data.X).Select(convert));
    }

    private static NeuronPursuitBuilder Builder(string kind)
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithMaxIterations(4).WithMissingValues(MissingValues.MeanAndIndicator);
        return kind switch
        {
            "deep" => builder.WithDepth(4).WithActivation(HomogeneousActivation.LeakyReLU(0.1)),
            "ranks" => builder.WithStandardization().WithRankView().WithIntercept().WithDepth(2).WithActivation(HomogeneousActivation.Create(0, 2)),
            "clip" => builder.WithStandardization().WithInputClip(1).WithDepth(2).WithActivation(HomogeneousActivation.LeakyReLU(2)),
            "plain" => builder.WithStandardization(false).WithIntercept(false),
            "single" => builder.WithPrecision(Precision.Single),
            "bag" => builder.WithRecipe(PursuitRecipe.Tabular).WithEnsemble(3),
            _ => builder,
        };
    }

    private static (double[,] X, double[] y) MakeData()
    {
        var random = new Random(8);
        double[,] X = new double[150, 3];
        double[] y = new double[150];
        for (int row = 0; row < y.Length; row++)
        {
            X[row, 0] = (float)(4 + RandomModel.Normal(random));
            X[row, 1] = (float)Math.Exp(1.5 * RandomModel.Normal(random));
            X[row, 2] = row % 7 == 0 ? double.NaN : (float)RandomModel.Normal(random);
            y[row] = Math.Abs(X[row, 0] - 4) + Math.Log(1 + X[row, 1]) + (row % 7 == 0 ? 1 : 0);
        }

        return (X, y);
    }
}
