namespace NeuronPursuit.Tests.Pursuit;

public class FoldsSplitTests
{
    [Fact]
    public void Split_OfRandomFolds_JudgesEveryRowOnceByAllOthers()
    {
        IReadOnlyList<(int[] Training, int[] Test)> folds = Folds.Random(3).Split(30, seed: 4);

        folds.SelectMany(fold => fold.Test).Order().Should().Equal(Enumerable.Range(0, 30));
        folds.Should().AllSatisfy(fold => fold.Training.Concat(fold.Test).Order().Should().Equal(Enumerable.Range(0, 30)));
        folds[0].Test.Should().Equal(Folds.Random(3).Split(30, seed: 4)[0].Test).And.NotEqual(Folds.Random(3).Split(30, seed: 5)[0].Test);
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
