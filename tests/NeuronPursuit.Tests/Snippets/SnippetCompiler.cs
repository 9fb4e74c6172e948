using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NeuronPursuit.Tests.Snippets;

/// <summary>Compiles a block as a program of its own, with or without the names that pages take for granted.</summary>
internal static class SnippetCompiler
{
    /// <summary>What a page may use without saying where it comes from. A block that declares such a name has its own.</summary>
    private const string Prelude = """
        global using static Prelude;

        static class Prelude
        {
            public static double[,] X = new double[40, 8];          // the training data
            public static double[] y = new double[40];
            public static double[,] Y = new double[40, 2];
            public static string[] labels = new string[40];
            public static double[] sampleWeights = new double[40];
            public static int[] persons = new int[40];              // whose row it is
            public static DateTime[] dates = new DateTime[40];      // and of when
            public static double[,] testX = new double[10, 8];      // data that were not trained on
            public static double[] testY = new double[10];
            public static string[] testLabels = new string[10];
            public static double[,] validationX = new double[10, 8];
            public static double[] validationY = new double[10];
            public static double[] x = new double[8];               // one sample
            public static NeuronPursuit.NeuronPursuitModel model = null!;   // a fitted model
            public static NeuronPursuit.NeuronPursuitClassifier<string> classifier = null!;
            public static NeuronPursuit.NeuronPursuitBuilder builder = new();
            public static System.Threading.CancellationToken cancellationToken;
        }
        """;

    // What a project has by <ImplicitUsings>, which the README takes for granted like any template.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly string[] PlatformFiles =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);

    /// <summary>Compiles a block that needs the core only.</summary>
    /// <param name="code">Statements, with or without usings.</param>
    /// <param name="withPrelude">Whether the names of <see cref="Prelude"/> and the library's namespace are known.</param>
    /// <param name="references">Assemblies besides the runtime's.</param>
    /// <returns>The program and its errors, of which one is empty.</returns>
    public static (byte[] Program, IReadOnlyList<string> Errors) Compile(string code, bool withPrelude, params Assembly[] references) => Compile(
        withPrelude ? [code, ImplicitUsings, "global using NeuronPursuit;", Prelude] : [code, ImplicitUsings],
        PlatformFiles.Where(path => Path.GetDirectoryName(path) == Path.GetDirectoryName(typeof(object).Assembly.Location))
            .Concat(references.Select(reference => reference.Location)));

    /// <summary>Compiles a block of an add-on, with everything that the test project of the add-on refers to.</summary>
    /// <param name="code">Statements, with or without usings.</param>
    /// <param name="prelude">A source file with the usings and names that pages on the add-on take for granted.</param>
    /// <returns>The errors.</returns>
    public static IReadOnlyList<string> ErrorsOfAddOn(string code, string prelude) =>
        Compile([code, ImplicitUsings, "global using NeuronPursuit;", Prelude, prelude], PlatformFiles).Errors;

    private static (byte[] Program, IReadOnlyList<string> Errors) Compile(string[] sources, IEnumerable<string> references)
    {
        var compilation = CSharpCompilation.Create(
            "Snippet",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest))),
            references.Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var program = new MemoryStream();
        var result = compilation.Emit(program);
        return (program.ToArray(), [.. result.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Select(found => found.ToString())]);
    }
}
