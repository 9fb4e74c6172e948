using System.Runtime.InteropServices;
using CommunityToolkit.HighPerformance;
using NeuronPursuit.Code.Tests.Support;

namespace NeuronPursuit.Code.Tests.Engines;

/// <summary>Translation units compiled to a library and called here.</summary>
/// <param name="flags">What the compiler is told besides.</param>
internal sealed unsafe class CEngine(params string[] flags) : ICodeEngine
{
    public string? Missing => Shell.Missing("gcc");

    public IReadOnlyList<double[,]> Run(IReadOnlyList<CodeCase> cases)
    {
        using var folder = new TemporaryFolder();
        string library = Compile(folder, cases.Select(each => (each.Name, each.Code)), flags);
        nint handle = NativeLibrary.Load(library);
        try
        {
            return [.. cases.Select(each => Run(NativeLibrary.GetExport(handle, each.Name), each))];
        }
        finally
        {
            NativeLibrary.Free(handle);
        }
    }

    public static string Compile(TemporaryFolder folder, IEnumerable<(string Name, string Code)> sources, string[] flags)
    {
        var files = new List<string>();
        foreach ((string name, string code) in sources)
        {
            files.Add(folder.File(name + ".c"));
            File.WriteAllText(files[^1], code);
        }

        string library = folder.File("library.so");
        Shell.Run("gcc", [.. files, "-std=c99", "-pedantic", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", .. flags, "-o", library, "-lm"]);
        return library;
    }

    private static double[,] Run(nint function, CodeCase each)
    {
        double[,] predictions = new double[each.Rows.GetLength(0), each.OutputCount];
        for (int row = 0; row < predictions.GetLength(0); row++)
        {
            fixed (double* x = each.Rows.GetRowSpan(row), outputs = predictions.GetRowSpan(row))
            {
                if (each.OutputCount == 1)
                {
                    outputs[0] = ((delegate* unmanaged<double*, double>)function)(x);
                }
                else
                {
                    ((delegate* unmanaged<double*, double*, void>)function)(x, outputs);
                }
            }
        }

        return predictions;
    }
}
