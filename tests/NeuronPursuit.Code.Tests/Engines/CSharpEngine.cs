using System.Runtime.Loader;
using CommunityToolkit.HighPerformance;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NeuronPursuit.Code.Tests.Support;

namespace NeuronPursuit.Code.Tests.Engines;

/// <summary>Classes compiled by Roslyn against the runtime alone, and called here.</summary>
internal sealed class CSharpEngine : ICodeEngine
{
    private delegate double One(ReadOnlySpan<double> x);

    private delegate void Several(ReadOnlySpan<double> x, Span<double> predictions);

    public string? Missing => null;

    public IReadOnlyList<double[,]> Run(IReadOnlyList<CodeCase> cases)
    {
        System.Reflection.Assembly assembly = Compile(cases.Select(each => each.Code));
        return [.. cases.Select(each => Run(assembly.GetType(CodeText.PascalCase(each.Name) + "Model")!, each))];
    }

    public static System.Reflection.Assembly Compile(IEnumerable<string> sources)
    {
        string folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var compilation = CSharpCompilation.Create(
            "Code",
            sources.Select(source => CSharpSyntaxTree.ParseText(source)),
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location), MetadataReference.CreateFromFile(Path.Combine(folder, "System.Runtime.dll"))],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        using var program = new MemoryStream();
        var result = compilation.Emit(program);
        result.Diagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning).Select(found => found.ToString()).Should().BeEmpty();
        program.Position = 0;
        return new AssemblyLoadContext(null).LoadFromStream(program);
    }

    private static double[,] Run(Type type, CodeCase each)
    {
        double[,] predictions = new double[each.Rows.GetLength(0), each.OutputCount];
        One? one = each.OutputCount == 1 ? type.GetMethod("Predict")!.CreateDelegate<One>() : null;
        Several? several = each.OutputCount == 1 ? null : type.GetMethod("Predict", [typeof(ReadOnlySpan<double>), typeof(Span<double>)])!.CreateDelegate<Several>();
        for (int row = 0; row < predictions.GetLength(0); row++)
        {
            if (one is not null)
            {
                predictions[row, 0] = one(each.Rows.GetRowSpan(row));
            }
            else
            {
                several!(each.Rows.GetRowSpan(row), predictions.GetRowSpan(row));
            }
        }

        return predictions;
    }
}
