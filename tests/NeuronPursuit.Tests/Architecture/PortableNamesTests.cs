namespace NeuronPursuit.Tests.Architecture;

public class PortableNamesTests
{
    [Fact]
    public void Library_EveryFile_UsesOnlyWhatHasTheSameBitsEverywhere() =>
        PortableNames.Violations(Repository.LibrarySources).Should().BeEmpty();

    [Theory]
    [InlineData("class A { double B(double x) => Math.Log(x); }", "Math.Log")]
    [InlineData("class A { double[] B(double[] x) => Array.ConvertAll(x, Math.Exp); }", "Math.Exp")]
    [InlineData("class A { double B(double[] x) => System.Numerics.Tensors.TensorPrimitives.Norm<double>(x); }", "TensorPrimitives.Norm")]
    [InlineData("class A { Vector<double> B; }", "Vector<T>")]
    [InlineData("class A { double B(Vector512<double> x) => Vector512.Sum(x); }", "Vector512.Sum")]
    [InlineData("class A { string B(double x) => $\"{Math.Pow(x, 3)}\"; }", "Math.Pow")]
    public void Violations_ForbiddenName_IsFound(string source, string name) =>
        PortableNames.Violations(With("Pursuit/A.cs", source)).Should().Equal($"Pursuit/A.cs uses {name}");

    [Theory]
    [InlineData("class A { double B(double x) => Math.Sqrt(PortableMath.Log(x)); } // Math.Log")]
    [InlineData("class A { Vector512<double> B; string C = \"Math.Log\"; }")]
    public void Violations_OtherName_IsNone(string source) =>
        PortableNames.Violations(With("Pursuit/A.cs", source)).Should().BeEmpty();

    [Fact]
    public void Violations_ExceptionThatNothingNeeds_IsFound() =>
        PortableNames.Violations(With("Tensors/PortableMath.cs", "class PortableMath { }"))
            .Should().Equal("Tensors/PortableMath.cs does not use Math.Pow");

    private static Dictionary<string, string> With(string path, string source)
    {
        Dictionary<string, string> sources = Repository.LibrarySources.ToDictionary();
        sources[path] = source;
        return sources;
    }
}
