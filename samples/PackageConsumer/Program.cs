using NeuronPursuit;

double[,] X = new double[200, 4];
double[] y = new double[200];
var random = new Random(1);
for (int i = 0; i < y.Length; i++)
{
    for (int j = 0; j < 4; j++)
    {
        X[i, j] = 2 * random.NextDouble() - 1;
    }

    y[i] = Math.Max(0, X[i, 0] + 2 * X[i, 1]) - 0.5 * X[i, 2];
}

NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y);
Require(model.History[^1].TrainingError < 1e-2, "a network grows");
return;

static void Require(bool holds, string what)
{
    Console.WriteLine($"{(holds ? "ok" : "FAILED")}: {what}");
    if (!holds)
    {
        Environment.Exit(1);
    }
}
