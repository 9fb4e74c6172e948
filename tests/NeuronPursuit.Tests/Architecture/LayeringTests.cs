namespace NeuronPursuit.Tests.Architecture;

public class LayeringTests
{
    [Fact]
    public void Library_EveryFile_UsesOnlyFloorsBelowItsOwn() =>
        Layering.Violations(Repository.LibrarySources).Should().BeEmpty();

    [Fact]
    public void Floors_OnTheArchitecturePage_AreTheseFloors()
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "architecture.md"));
        foreach ((string folder, int floor) in Layering.Floors.Where(folder => folder.Key.Length > 0))
        {
            lines.Should().ContainSingle(line => line.StartsWith($"| {floor} |") && line.Split('|')[2].Contains($"`{folder}`"), folder);
        }
    }

    [Fact]
    public void Library_EveryPublicType_IsFoundByTheCheck()
    {
        string[] declared = [.. Repository.LibrarySources.Values.SelectMany(text => Layering.DeclaredTypes(CSharpTokens.Of(text)))];

        declared.Should().Contain(typeof(NeuronPursuitModel).Assembly.GetExportedTypes().Select(type => type.Name.Split('`')[0]));
    }

    /// <summary>Nothing in a real file may make the reader lose its way before the file ends.</summary>
    [Fact]
    public void Violations_UseAtTheEndOfEveryRealFile_IsFoundInEachBelowTheTop()
    {
        var changed = Repository.LibrarySources.ToDictionary(
            file => file.Key, file => file.Value + "delegate NeuronPursuitModel Intruder();\n");

        IEnumerable<string> below = changed.Keys.Where(path => path.Split('/') is [var folder, _, ..] && Layering.Floors[folder] < Layering.Floors["Models"]);

        Layering.Violations(changed).Should().BeEquivalentTo(below.Select(path => $"{path} uses NeuronPursuitModel of Models"));
    }

    [Theory]
    [InlineData("Tensors/Low.cs", "class Low { High _high; }", "Pursuit/High.cs", "class High { }")]
    [InlineData("Networks/Low.cs", "class Low : IHigh { }", "Objectives/IHigh.cs", "interface IHigh { }")]
    [InlineData("Activations/Low.cs", "class Low { object o = new List<High>(); }", "Networks/High.cs", "record High(int A);")]
    [InlineData("Objectives/Low.cs", "class Low { int i = High.Count; }", "Search/High.cs", "static class High { }")]
    [InlineData("Objectives/Low.cs", "class Low { object o = NeuronPursuit.High.Count; }", "Optimization/High.cs", "readonly record struct High(int A);")]
    [InlineData("Pursuit/Low.cs", "class Low { string s = $\"{High.Name}\"; }", "Serialization/High.cs", "static class High { }")]
    [InlineData("Pursuit/Low.cs", "enum Low { A = (int)High.B }", "High.cs", "enum High { B }")]
    [InlineData("Search/Low.cs", "class Low(High high) { }", "Optimization/High.cs", "sealed class High<T> where T : struct { }")]
    [InlineData("Optimization/Low.cs", "class Low { High M() => null!; }", "Search/High.cs", "abstract class High { }")]
    [InlineData("Networks/Low.cs", "class Low { High M() => null!; }", "Preprocessing/High.cs", "abstract class High { }")]
    [InlineData("Models/Low.cs", "partial class Low { High M() => null!; }", "Serialization/High.cs", "class High { }")]
    public void Violations_UseOfAForbiddenFloor_IsFound(string lowPath, string low, string highPath, string high) =>
        Layering.Violations(Sources((lowPath, low), (highPath, high))).Should().ContainSingle()
            .Which.Should().StartWith($"{lowPath} uses {Path.GetFileNameWithoutExtension(highPath)} of");

    [Theory]
    [InlineData("/// <see cref=\"High\"/>\nclass Low { }")]
    [InlineData("class Low { /* High */ } // High")]
    [InlineData("class Low { string a = \"High\", b = @\"High\", c = $\"High {1}\", d = $\"{{High}}\"; }")]
    [InlineData("class Low { string a = \"\"\"\n  a \"High\" in a raw string\n  \"\"\"; }")]
    [InlineData("class Low { object o; object P => o.High; }")]
    [InlineData("class Low { char c = '\"'; int HighEnough; char d = '\\''; }")]
    public void Violations_NameThatIsNoUse_IsNotFound(string low) =>
        Layering.Violations(Sources(("Tensors/Low.cs", low), ("Pursuit/High.cs", "class High { }"))).Should().BeEmpty();

    [Theory]
    [InlineData("Pursuit/User.cs", "Tensors/Used.cs")]
    [InlineData("Search/User.cs", "Objectives/Used.cs")]
    [InlineData("User.cs", "Serialization/Used.cs")]
    [InlineData("Serialization/User.cs", "Models/Used.cs")]
    public void Violations_UseOfAnAllowedFloor_IsNotFound(string user, string used) =>
        Layering.Violations(Sources((user, "class User { Used u; }"), (used, "class Used { }"))).Should().BeEmpty();

    /// <summary>What a higher folder adds to a type does not lift the type.</summary>
    [Fact]
    public void Violations_PartsOfATypeInTwoFolders_StandOnTheLowerFloor() =>
        Layering.Violations(Sources(
            ("Models/A.cs", "partial class A { }"),
            ("Serialization/A.Files.cs", "partial class A { Files f; }"),
            ("Serialization/Files.cs", "class Files { }"),
            ("Telemetry/User.cs", "class User { A a; }"))).Should().BeEmpty();

    [Fact]
    public void Violations_NewFolder_AsksForAFloor() =>
        Layering.Violations(Sources(("Misc/A.cs", "class A { }"))).Should().Equal("Misc/A.cs is in a folder without a floor");

    [Fact]
    public void Violations_OneNameInTwoFolders_IsFound() =>
        Layering.Violations(Sources(("Tensors/A.cs", "class A { }"), ("Networks/A.cs", "class A { }"))).Should().Contain(
            "A is declared in two folders, 'Tensors' and 'Networks'");

    private static Dictionary<string, string> Sources(params (string Path, string Text)[] files) =>
        files.ToDictionary(file => file.Path, file => $"namespace NeuronPursuit;\n\n{file.Text}\n");
}
