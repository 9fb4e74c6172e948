namespace NeuronPursuit.CodeSpeed;

/// <summary>Models of given widths, fitted to a target that needs them.</summary>
internal static class SpeedModel
{
    public static NeuronPursuitModel Of(int inputs, params int[] hidden)
    {
        var random = new Random(1);
        double[,] X = Rows(inputs, 400, random);
        double[] y = new double[400];
        for (int i = 0; i < y.Length; i++)
        {
            for (int j = 0; j < inputs; j++)
            {
                y[i] += Math.Sin(3 * X[i, j] + j) * (1 + j % 3);
            }
        }

        return new NeuronPursuitBuilder().WithFixedWidths(hidden).WithSeed(1).Fit(X, y);
    }

    public static double[,] Rows(int inputs, int count, Random random)
    {
        double[,] X = new double[count, inputs];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < inputs; j++)
            {
                X[i, j] = 2 * random.NextDouble() - 1;
            }
        }

        return X;
    }

    public static string Name(NeuronPursuitModel model) =>
        FormattableString.Invariant($"{model.InputCount} inputs, [{string.Join(", ", model.HiddenWidths)}]{(model.HasIntercept ? ", intercept" : "")}");
}
