namespace NeuronPursuit.Plotting.Tests.Charts;

public class ClassRocTests
{
    [Fact]
    public void Of_ClassThatNoRowHas_IsLeftOut()
    {
        double[,] probabilities = { { 0.6, 0.3, 0.1 }, { 0.2, 0.7, 0.1 } };
        double[,] marks = { { 1, 0, 0 }, { 0, 1, 0 } };

        ClassRoc.Of(new ClassQuality(probabilities, marks, ["a", "b", "c"])).Select(curve => curve.Label).Should().Equal(0, 1);
        ClassRoc.Of(new ClassQuality(probabilities, new double[,] { { 1, 0, 0 }, { 1, 0, 0 } }, ["a", "b", "c"])).Should().BeEmpty();
    }

    [Fact]
    public void Of_TwoClasses_IsTheCurveOfTheSecond()
    {
        double[,] probabilities = { { 0.9, 0.1 }, { 0.2, 0.8 }, { 0.7, 0.3 } };
        double[,] marks = { { 1, 0 }, { 0, 1 }, { 0, 1 } };

        ClassRoc.Of(new ClassQuality(probabilities, marks, ["no", "yes"])).Should()
            .ContainSingle().Which.Should().Be(new ClassRoc(1, RocCurve.Of([0.1, 0.8, 0.3], [false, true, true])));
    }
}
