using System.Text.RegularExpressions;

namespace NeuronPursuit.Tests.Architecture;

public partial class SourceHygieneTests
{
    private const int LineLimit = 320;

    [Fact]
    public void Library_EveryFile_IsShort() => Repository.LibrarySources
        .Where(file => file.Value.AsSpan().Count('\n') > LineLimit)
        .Select(file => file.Key).Should().BeEmpty("a file holds one idea, in {0} lines at most", LineLimit);

    [Fact]
    public void Library_EveryFile_IsFinished() => Repository.LibrarySources
        .Where(file => Unfinished().IsMatch(file.Value))
        .Select(file => file.Key).Should().BeEmpty("what is missing belongs into an issue");

    [Fact]
    public void Library_EveryFile_IsInTheOneNamespace() => Repository.LibrarySources
        .Where(file => !file.Value.Contains("\nnamespace NeuronPursuit;\n", StringComparison.Ordinal)
            && !file.Value.StartsWith("namespace NeuronPursuit;\n", StringComparison.Ordinal)
            && !file.Value.StartsWith("global using", StringComparison.Ordinal)
            && !file.Value.StartsWith("[assembly", StringComparison.Ordinal))
        .Select(file => file.Key).Should().BeEmpty("users need a single using directive");

    [Theory]
    [InlineData("// TODO later", true)]
    [InlineData("// FIXME", true)]
    [InlineData("throw new NotImplementedException();", true)]
    [InlineData("autodoc and todos", false)]
    public void Unfinished_Text_IsRecognised(string text, bool expected) => Unfinished().IsMatch(text).Should().Be(expected);

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX|NotImplementedException)\b")]
    private static partial Regex Unfinished();
}
