using System.Runtime.InteropServices;
using CommunityToolkit.HighPerformance;
using NeuronPursuit.Code.Tests.Engines;
using NeuronPursuit.Code.Tests.Support;

namespace NeuronPursuit.Code.Tests;

/// <summary>Classifiers give the label and the probabilities.</summary>
public class ClassifierTests
{
    private static readonly string[] Labels = ["it's \"a\"", "héllo\n\U0001F600", "c\\d${x}?"];

    public enum Colour
    {
        Red,
        Green,
    }

    [Fact]
    public void ToCode_CSharp_GivesLabelsAndProbabilities()
    {
        NeuronPursuitClassifier<string> classifier = Classifiers.Of(Labels);

        Type type = CSharpEngine.Compile([classifier.ToCode(CodeTarget.CSharp)]).GetType("PredictModel")!;
        var label = type.GetMethod("Predict")!.CreateDelegate<LabelOf<string>>();
        var probabilities = type.GetMethod("PredictProbabilities", [typeof(ReadOnlySpan<double>)])!.CreateDelegate<Probabilities>();

        for (int row = 0; row < Classifiers.Rows.GetLength(0); row++)
        {
            label(Classifiers.Rows.GetRowSpan(row)).Should().Be(classifier.Predict(Classifiers.Rows.GetRowSpan(row)));
            probabilities(Classifiers.Rows.GetRowSpan(row)).Should().Equal(classifier.PredictProbabilities(Classifiers.Rows).GetRowSpan(row).ToArray());
        }

        Action missing = () => label([double.NaN, 1]);
        missing.Should().Throw<ArgumentException>().WithMessage("*no most probable class*");
    }

    [Fact]
    public void ToCode_CSharpLabelsOfOtherTypes_AreOfThatType()
    {
        Classifiers.Of(3, 5).ToCode(CodeTarget.CSharp).Should().Contain("public static int Predict(").And.Contain("[3, 5]");
        Classifiers.Of(false, true).ToCode(CodeTarget.CSharp).Should().Contain("public static bool Predict(").And.Contain("[false, true]");
        Classifiers.Of(Colour.Red, Colour.Green).ToCode(CodeTarget.CSharp).Should().Contain("public static string Predict(").And.Contain("[\"Red\", \"Green\"]");
    }

    [Fact]
    public unsafe void ToCode_C_GivesPlacesOfLabelsAndProbabilities()
    {
        Assert.SkipUnless(Shell.Missing("gcc") is null, Shell.Missing("gcc") ?? "");
        NeuronPursuitClassifier<string> classifier = Classifiers.Of(Labels);
        using var folder = new TemporaryFolder();
        nint library = NativeLibrary.Load(CEngine.Compile(folder, [("classes", classifier.ToCode(CodeTarget.C))], ["-O2"]));
        var place = (delegate* unmanaged<double*, int>)NativeLibrary.GetExport(library, "predict");
        var fill = (delegate* unmanaged<double*, double*, void>)NativeLibrary.GetExport(library, "predict_probabilities");
        byte** labels = (byte**)NativeLibrary.GetExport(library, "predict_labels");

        double[] probabilities = new double[3];
        for (int row = 0; row < Classifiers.Rows.GetLength(0); row++)
        {
            fixed (double* x = Classifiers.Rows.GetRowSpan(row), found = probabilities)
            {
                fill(x, found);
                Marshal.PtrToStringUTF8((nint)labels[place(x)]).Should().Be(classifier.Predict(Classifiers.Rows.GetRowSpan(row)));
            }

            probabilities.Should().Equal(classifier.PredictProbabilities(Classifiers.Rows).GetRowSpan(row).ToArray());
        }

        double* missing = stackalloc double[] { double.NaN, 1 };
        place(missing).Should().Be(-1);
        NativeLibrary.Free(library);
    }

    [Fact]
    public void ToCode_Python_GivesLabelsAndProbabilities() => RequireScript(CodeTarget.Python, "python3", "predict.py", """
        import json, predict
        for row in [[1, 0], [-1, 0.5], [0, 2], [3, -4], [0.25, 0.75], [0, 0]]:
            print(json.dumps([predict.predict(row), predict.predict_probabilities(row)]))
        try:
            predict.predict([None, 1])
        except ValueError as error:
            print(json.dumps([str(error), []]))
        """, "run.py");

    [Fact]
    public void ToCode_JavaScript_GivesLabelsAndProbabilities() => RequireScript(CodeTarget.JavaScript, "node", "predict.mjs", """
        import { predict, predictProbabilities } from './predict.mjs';
        for (const row of [[1, 0], [-1, 0.5], [0, 2], [3, -4], [0.25, 0.75], [0, 0]]) console.log(JSON.stringify([predict(row), predictProbabilities(row)]));
        try { predict([null, 1]); } catch (error) { console.log(JSON.stringify([error.message, []])); }
        """, "run.mjs");

    [Fact]
    public void ToCode_Spreadsheet_EndsWithTheLabel()
    {
        var engine = new CalcEngine();
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");
        NeuronPursuitClassifier<string> classifier = Classifiers.Of("it's \"a\" or", "b & <c>", "d");
        string code = classifier.ToCode(CodeTarget.Spreadsheet);

        string[][] cells = CalcEngine.Cells([new CodeCase("classes", code, Classifiers.Rows, 1, ["x1", "x2"], "data")])[0];

        for (int row = 0; row < cells.Length; row++)
        {
            cells[row][^1].Should().Be(classifier.Predict(Classifiers.Rows.GetRowSpan(row)));
        }
    }

    private static void RequireScript(CodeTarget target, string program, string module, string driver, string file)
    {
        Assert.SkipUnless(Shell.Missing(program) is null, Shell.Missing(program) ?? "");
        NeuronPursuitClassifier<string> classifier = Classifiers.Of(Labels);
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(module), classifier.ToCode(target));
        File.WriteAllText(folder.File(file), driver);

        string[] lines = Shell.Run(program, folder.File(file)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Should().HaveCount(7);
        for (int row = 0; row < 6; row++)
        {
            var found = System.Text.Json.JsonDocument.Parse(lines[row]).RootElement;
            found[0].GetString().Should().Be(classifier.Predict(Classifiers.Rows.GetRowSpan(row)));
            for (int k = 0; k < 3; k++)
            {
                found[1][k].GetDouble().Should().BeApproximately(classifier.PredictProbabilities(Classifiers.Rows)[row, k], 1e-13);
            }
        }

        lines[6].Should().Contain("no most probable label");
    }

    private delegate TLabel LabelOf<TLabel>(ReadOnlySpan<double> x);

    private delegate double[] Probabilities(ReadOnlySpan<double> x);
}
