using System.Globalization;
using System.Text;

namespace NeuronPursuit.SampleEfficiency;

/// <summary>Writes draws as CSV files, so that other programs learn from exactly the same numbers.</summary>
internal static class Export
{
    private const int TestSamples = 10_000;

    public static void Run(Options options)
    {
        string root = options.Output ?? throw new ArgumentException("export needs --output FOLDER.");
        foreach (Setting setting in options.Settings())
        {
            Target target = Target.Named(setting.Target);
            for (int seed = options.FirstSeed; seed < options.FirstSeed + setting.Seeds; seed++)
            {
                string folder = Path.Combine(root, FormattableString.Invariant($"{setting.Target}-{setting.Samples}-{seed}"));
                Directory.CreateDirectory(folder);
                (double[,] X, double[] y) = target.Draw(setting.Samples, setting.Inputs, seed, 0, setting.Noise);
                (double[,] testX, double[] testY) = target.Draw(TestSamples, setting.Inputs, seed, 1, 0);
                Write(Path.Combine(folder, "train.csv"), X, y);
                Write(Path.Combine(folder, "test.csv"), testX, testY);
            }
        }
    }

    /// <summary>One row per sample: the target, then the inputs.</summary>
    private static void Write(string path, double[,] X, double[] y)
    {
        var text = new StringBuilder();
        for (int i = 0; i < y.Length; i++)
        {
            text.Append(y[i].ToString("r", CultureInfo.InvariantCulture));
            for (int j = 0; j < X.GetLength(1); j++)
            {
                text.Append(',').Append(X[i, j].ToString("r", CultureInfo.InvariantCulture));
            }

            text.Append('\n');
        }

        File.WriteAllText(path, text.ToString());
    }
}
