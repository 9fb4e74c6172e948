using Microsoft.Extensions.Logging;
using NeuronPursuit.Tests.Sharding;

namespace NeuronPursuit.Tests.Builder;

/// <summary>Data that hardly teach anything are said in the log, by every recipe.</summary>
public class DataWarningsTests
{
    private static readonly (double[,] X, double[] y) Data = Problems.Gaussian(60, 3, 5, x => x[0]);

    [Theory]
    [InlineData(60, true)]
    [InlineData(31, true)]
    [InlineData(30, false)]
    [InlineData(3, false)]
    public void FitClassifier_AboutOneRowAClass_Warns(int classes, bool warns)
    {
        int[] labels = [.. Enumerable.Range(0, 60).Select(row => row % classes)];

        List<string> found = Warnings(builder => builder.FitClassifier(Data.X, labels));

        found.Should().HaveCount(warns ? 1 : 0);
        string.Concat(found).Should().StartWith(warns ? $"labels holds {classes} classes in 60 rows, about one row a class" : "");
    }

    [Fact]
    public void FitClassifier_WeightsThatLeaveOneRowAClass_Warns()
    {
        int[] labels = [.. Enumerable.Range(0, 60).Select(row => row % 20)];
        double[] weights = [.. Enumerable.Range(0, 60).Select(row => row < 20 ? 1.0 : 0)];

        Warnings(builder => builder.FitClassifier(Data.X, labels, weights)).Should().ContainSingle()
            .Which.Should().StartWith("labels holds 20 classes in 20 rows");
    }

    [Theory]
    [InlineData("Fast")]
    [InlineData("Sparse")]
    [InlineData("Tabular")]
    public void Fit_ColumnsWithoutAnyValue_Warns(string recipe)
    {
        double[,] X = (double[,])Data.X.Clone();
        for (int row = 0; row < 60; row++)
        {
            (X[row, 0], X[row, 2]) = (double.NaN, double.NaN);
        }

        X[7, 2] = 1;

        Warnings(builder => builder.WithRecipe(RecipeOf(recipe)).WithMissingValues(MissingValues.MeanAndIndicator).Fit(X, Data.y))
            .Should().ContainSingle().Which.Should().StartWith("1 columns of X hold NaN in every row and say nothing: 0 (counted from 0)");
    }

    [Theory]
    [InlineData("Fast")]
    [InlineData("Paper")]
    [InlineData("Sparse")]
    [InlineData("Tabular")]
    public void Fit_OneRow_Warns(string recipe) =>
        Warnings(builder => builder.WithRecipe(RecipeOf(recipe)).Fit(new double[,] { { 1, 2 } }, [3])).Should().ContainSingle()
            .Which.Should().StartWith("X has one row");

    [Fact]
    public void Fit_OneRowOfPositiveWeight_Warns()
    {
        double[] weights = new double[60];
        weights[5] = 2;

        Warnings(builder => builder.Fit(Data.X, Data.y, weights)).Should().ContainSingle().Which.Should().StartWith("X has one row");
    }

    [Fact]
    public void Fit_ShardsWithoutAnyValueInAColumn_Warns()
    {
        double[,] X = (double[,])Data.X.Clone();
        for (int row = 0; row < 60; row++)
        {
            X[row, 1] = double.NaN;
        }

        Warnings(builder => builder.WithMissingValues(MissingValues.MeanAndIndicator).Fit(new MatrixShards((X, Data.y), 3)))
            .Should().ContainSingle().Which.Should().StartWith("1 columns of X hold NaN in every row and say nothing: 1 ");
        Warnings(builder => builder.Fit(new MatrixShards((new double[,] { { 1, 2 } }, [3.0]), 1)))
            .Should().ContainSingle().Which.Should().StartWith("X has one row");
    }

    [Fact]
    public void Fit_OrdinaryData_DoesNotWarn()
    {
        double[,] X = (double[,])Data.X.Clone();
        X[0, 1] = double.NaN;

        Warnings(builder => builder.Fit(Data.X, Data.y)).Should().BeEmpty();
        Warnings(builder => builder.WithMissingValues(MissingValues.MeanAndIndicator).Fit(X, Data.y)).Should().BeEmpty();
    }

    private static PursuitRecipe RecipeOf(string name) => name switch
    {
        "Paper" => PursuitRecipe.Paper,
        "Sparse" => PursuitRecipe.Sparse,
        "Tabular" => PursuitRecipe.Tabular,
        _ => PursuitRecipe.Fast,
    };

    private static List<string> Warnings(Action<NeuronPursuitBuilder> fit)
    {
        var logger = new RecordingLogger(LogLevel.Warning);
        fit(new NeuronPursuitBuilder().WithMaxIterations(2).WithLogger(logger));
        return [.. logger.Events.Select(happened => happened.Message)];
    }
}
