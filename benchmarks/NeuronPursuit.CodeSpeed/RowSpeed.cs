using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.ML.OnnxRuntime;

namespace NeuronPursuit.CodeSpeed;

/// <summary>Nanoseconds of one row: rows of a small table in turn, the best of many short rounds, since other work disturbs most of them.</summary>
internal static class RowSpeed
{
    private const int Rounds = 400;

    private const int RowCount = 64;

    private delegate double Prediction(ReadOnlySpan<double> x);

    public static double Predict(NeuronPursuitModel model) => Measure(model, model.Predict);

    public static double CSharp(NeuronPursuitModel model)
    {
        string runtime = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System.Runtime.dll");
        var compilation = CSharpCompilation.Create(
            "Code",
            [CSharpSyntaxTree.ParseText(model.ToCode(CodeTarget.CSharp))],
            [MetadataReference.CreateFromFile(typeof(object).Assembly.Location), MetadataReference.CreateFromFile(runtime)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var program = new MemoryStream();
        compilation.Emit(program);
        program.Position = 0;
        Type type = new AssemblyLoadContext(null).LoadFromStream(program).GetType("PredictModel")!;
        return Measure(model, type.GetMethod("Predict")!.CreateDelegate<Prediction>());
    }

    public static unsafe string C(NeuronPursuitModel model)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string source = Path.Combine(folder, "predict.c"), library = Path.Combine(folder, "predict.so");
            File.WriteAllText(source, model.ToCode(CodeTarget.C));
            using (var compiler = Process.Start("gcc", [source, "-std=c99", "-O2", "-mfma", "-shared", "-fPIC", "-o", library, "-lm"]))
            {
                compiler.WaitForExit();
            }

            var predict = (delegate* unmanaged[SuppressGCTransition]<double*, double>)NativeLibrary.GetExport(NativeLibrary.Load(library), "predict");
            double nanoseconds = Measure(model, x =>
            {
                fixed (double* first = x)
                {
                    return predict(first);
                }
            });
            return FormattableString.Invariant($"{nanoseconds:f0}");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static double Onnx(NeuronPursuitModel model)
    {
        using var file = new MemoryStream();
        model.SaveAsOnnx(file, Precision.Double);
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        using var session = new InferenceSession(file.ToArray(), options);
        double[] row = new double[model.InputCount];
        using OrtValue value = OrtValue.CreateTensorValueFromMemory(row, [1, row.Length]);
        using var run = new RunOptions();
        return Measure(model, x =>
        {
            x.CopyTo(row);
            using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, [OnnxExport.InputName], [value], [OnnxExport.PredictionName]);
            return outputs[0].GetTensorDataAsSpan<double>()[0];
        });
    }

    private static double Measure(NeuronPursuitModel model, Prediction predict)
    {
        double[,] X = SpeedModel.Rows(model.InputCount, RowCount, new Random(2));
        double best = double.PositiveInfinity;
        double sum = 0;
        for (int round = 0; round < Rounds; round++)
        {
            // Long enough for the JIT to compile again with what it has learned.
            int passes = 0;
            long start = Stopwatch.GetTimestamp();
            do
            {
                for (int row = 0; row < RowCount; row++)
                {
                    sum += predict(MemoryMarshal.CreateReadOnlySpan(ref X[row, 0], model.InputCount));
                }

                passes++;
            }
            while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < (round == 0 ? 500 : 1));
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / ((double)passes * RowCount));
        }

        return double.IsNaN(sum) ? throw new InvalidOperationException("A prediction was NaN.") : best;
    }
}
