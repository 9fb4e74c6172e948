using NeuronPursuit.SampleEfficiency;

namespace NeuronPursuit.Tests.Samples;

/// <summary>The command line of <c>benchmarks/sample-efficiency</c>, and where its tables go.</summary>
public class SampleEfficiencyTests
{
    [Theory]
    [InlineData(20000, "report")]
    [InlineData(20000, "insert")]
    [InlineData(20000, "export")]
    [InlineData(5000)]
    [InlineData(7, "report", "--first", "7")]
    public void Parse_FirstSeed_IsThatOfTheDocumentForItsTables(int seed, params string[] arguments)
    {
        Options.Parse(arguments).FirstSeed.Should().Be(seed);
    }

    [Theory]
    [InlineData("'--recipe' is no option with a value here*", "--recipe", "fast")]
    [InlineData("'--seeds' is no option with a value here*", "--seeds")]
    [InlineData("'--targets' is no option with a value here*", "report", "--targets", "f1")]
    [InlineData("'none' is no section; six*", "report", "--sections", "none")]
    [InlineData("'many' is no whole number*", "--seeds", "many")]
    [InlineData("'measure' is no command*", "measure")]
    public void Parse_WhatItDoesNotKnow_IsRefused(string message, params string[] arguments)
    {
        Action parse = () => Options.Parse(arguments);

        parse.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void Insert_TableOfThePeers_ReplacesTheOldOne()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "peers.md"), "| new |\n");

        string document = Report.Insert("Before.\n<!-- table:peers -->\n| old |\n<!-- end -->\nAfter.\n", folder.Path);

        document.Should().Be("Before.\n<!-- table:peers -->\n| new |\n<!-- end -->\nAfter.\n");
    }
}
