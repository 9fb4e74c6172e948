namespace NeuronPursuit.Tests.Pursuit;

public class FoldsSplitTests
{
    [Fact]
    public void Split_OfRandomFolds_IsThatOfTheCrossValidation()
    {
        double[,] X = new double[30, 1];
        double[] y = new double[30];
        for (int i = 0; i < 30; i++)
        {
            (X[i, 0], y[i]) = (i, i % 7);
        }

        IReadOnlyList<(int[] Training, int[] Test)> folds = Folds.Random(3).Split(30, seed: 4);
        CrossValidation fitted = new NeuronPursuitBuilder().WithDepth(2).WithMaxIterations(1).WithSeed(4).CrossValidate(X, y, 3);

        folds.SelectMany(fold => fold.Test).Order().Should().Equal(Enumerable.Range(0, 30));
        folds.Should().AllSatisfy(fold => fold.Training.Concat(fold.Test).Order().Should().Equal(Enumerable.Range(0, 30)));
        fitted.Folds.Select(fold => fold.TestRows.ToArray()).Should().BeEquivalentTo(folds.Select(fold => fold.Test), options => options.WithStrictOrdering());
    }

    [Fact]
    public void Split_WithClasses_SpreadsThemEvenly() =>
        Folds.Random(5).Split(100, [.. Enumerable.Range(0, 100).Select(i => i < 10 ? 1 : 0)])
            .Should().AllSatisfy(fold => fold.Test.Count(row => row < 10).Should().Be(2));

    [Fact]
    public void Split_OtherRowsOrClasses_IsRefused()
    {
        FluentActions.Invoking(() => Folds.ByGroup(["a", "b", "a"], 2).Split(4)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Folds.Random(2).Split(4, [0, 1, 0])).Should().Throw<ArgumentException>().WithMessage("*3 entries*4 rows*");
        FluentActions.Invoking(() => Folds.Random(2).Split(3, [0, -1, 0])).Should().Throw<ArgumentException>().WithMessage("*1 of them negative*");
        FluentActions.Invoking(() => Folds.Random(2).Split(1)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Copy_OfABuilder_GoesItsOwnWay()
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithSeed(7);

        NeuronPursuitBuilder copy = builder.Copy().WithSeed(8).WithRecipe(PursuitRecipe.Fast);

        builder.Build().Seed.Should().Be(7);
        builder.Recipe.Should().BeSameAs(PursuitRecipe.Tabular);
        copy.Build().Seed.Should().Be(8);
        copy.Recipe.Should().BeSameAs(PursuitRecipe.Fast);
    }
}
