using NeuronPursuit.RealData;

namespace NeuronPursuit.Tests.Samples;

/// <summary>The tables of <c>benchmarks/real-data</c>.</summary>
public class RealDataTableTests
{
    [Theory]
    [InlineData("red,1", false)]
    [InlineData(",1", false)]
    [InlineData("red,", true)]
    public void HasMissingValues_EmptyFields_CountInColumnsOfNumbersOnly(string fields, bool expected)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "table.csv");
        File.WriteAllText(path, $"colour,size,target,fold\nblue,2,5,0\n{fields},6,1\n");

        Table.Load(path).HasMissingValues.Should().Be(expected);
    }
}
