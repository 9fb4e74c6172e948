using System.Reflection;

namespace NeuronPursuit.Tests.Architecture;

/// <summary>docs/reliability.md names every estimator check with its number of cells, and every property.</summary>
public class ReliabilityTableTests
{
    private static readonly string[] Rows = [.. File.ReadAllLines(Path.Combine(Repository.Root, "docs", "reliability.md")).Where(line => line.StartsWith('|'))];

    public static TheoryData<string, int> Checks => Of("NeuronPursuit.Tests.EstimatorChecks");

    public static TheoryData<string, int> Properties => Of("NeuronPursuit.Tests.Properties");

    [Theory]
    [MemberData(nameof(Checks))]
    public void Table_OfChecks_NamesItsCells(string check, int cells) =>
        Rows.Should().ContainSingle(row => row.EndsWith($"| {cells} | `{check}` |", StringComparison.Ordinal), "{0} has {1} cells", check, cells);

    [Theory]
    [MemberData(nameof(Properties))]
    public void Table_OfProperties_NamesIt(string property, int cells) =>
        Rows.Should().ContainSingle(row => row.EndsWith($"| {cells} | `{property}` |", StringComparison.Ordinal), "{0} has {1} tests", property, cells);

    [Fact]
    public void Properties_AreAtLeastForty() =>
        Properties.Should().HaveCountGreaterThanOrEqualTo(40);

    private static TheoryData<string, int> Of(string folder) =>
    [
        .. from type in typeof(ReliabilityTableTests).Assembly.GetTypes()
           where type.Namespace == folder
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           where method.GetCustomAttribute<FactAttribute>() is not null
           orderby type.Name, method.Name
           select ($"{type.Name}.{method.Name}", Cells(type, method)),
    ];

    private static int Cells(Type type, MethodInfo method) => method.GetCustomAttribute<MemberDataAttribute>() is { } data
        ? ((IEnumerable<object>)type.GetProperty(data.MemberName)!.GetValue(null)!).Count()
        : 1;
}
