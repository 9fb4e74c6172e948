using PaperExperiments.Algorithmic;

namespace NeuronPursuit.Tests.Samples.Paper;

public class ErrorCurveTests
{
    [Fact]
    public void Add_AfterAResume_ContinuesTheCurveAndReplacesTheIterationItBeginsWith()
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "not yet there", "errors.csv");
        var before = new ErrorCurve(path);
        before.Add(1, 1.0 / 3, 0.5);
        before.Add(2, 0.2, 0.25);

        var after = new ErrorCurve(path);
        after.Add(2, 0.2, 0.125);
        after.Add(3, 0, 0.1);

        double[,] table = new ErrorCurve(path).ToTable();
        table.Should().BeEquivalentTo(new[,] { { 1, 1.0 / 3, 0.5 }, { 2, 0.2, 0.125 }, { 3, 0, 0.1 } });
        after.ToTable().Should().BeEquivalentTo(table);
    }

    [Fact]
    public void ToTable_NothingAdded_IsEmpty()
    {
        using var folder = new TemporaryFolder();

        new ErrorCurve(folder.File("errors.csv")).ToTable().Length.Should().Be(0);
    }
}
