using System.Globalization;
using NeuronPursuit;
using NeuronPursuit.Growths;

// Measures how growths train: small teachers, the paper's functions, weight decay beside a wide network. The same source
// compiles against older commits (benchmarks/growths).
string[] words = args.TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal)).ToArray();
int first = Number("--first", 0);
string[] tables = words.Length > 0 ? words[0].Split(',') : ["teachers", "points", "paper", "decay"];
string[]? only = Text("--only")?.Split(',');
double raise = double.Parse(Text("--raise") ?? "1", CultureInfo.InvariantCulture);

if (tables.Contains("teachers"))
{
    int seeds = Number("--seeds", 100);
    Console.WriteLine("| teacher | reached | lost growths | evaluations a fit | CPU ms a fit, median |");
    Console.WriteLine("|---|---|---|---|---|");
    foreach (Teacher teacher in Teacher.All.Where(teacher => only is null || only.Contains(teacher.Name)))
    {
        NeuronPursuitBuilder builder = Raised(teacher.Builder());
        builder.Fit(teacher.Draw(-1).X, teacher.Draw(-1).Y);
        var fits = Enumerable.Range(first, seeds).Select(seed =>
        {
            (double[,] X, double[,] Y) = teacher.Draw(seed);
            return Measured.Fit(() => builder.WithSeed((ulong)seed).Fit(X, Y));
        }).ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {teacher.Name} | {fits.Count(fit => fit.Reached)}/{seeds} | {fits.Sum(fit => fit.Lost)} of {fits.Sum(fit => fit.Growths)} | {fits.Average(fit => fit.Evaluations):f0} | {Median(fits.Select(fit => 1000 * fit.Seconds)):f2} |"));
    }
}

if (tables.Contains("points"))
{
    double[,] X = new double[8, 2];
    double[] y = new double[8];
    for (int i = 0; i < 8; i++)
    {
        (X[i, 0], X[i, 1]) = (Math.Cos(i * Math.PI / 4), Math.Sin(i * Math.PI / 4));
        y[i] = Math.Max(0, X[i, 0]) - Math.Max(0, X[i, 1]) + 0.5 * X[i, 1];
    }

    var models = Enumerable.Range(first, 20)
        .Select(seed => Raised(new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2)).WithSeed((ulong)seed).Fit(X, y)).ToArray();
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"eight points: {models.Count(model => model.History[^1].TrainingError < 1e-6 && model.HiddenWidths[0] == 3)}/20 below 1e-6 with 3 neurons; largest error {models.Max(model => model.History[^1].TrainingError):e1}, evaluations {models.Average(model => model.History.Sum(iteration => iteration.Evaluations)):f0}"));
}

if (tables.Contains("paper"))
{
    int seeds = Number("--paper-seeds", 10);
    Console.WriteLine("| function | te < .01 | median te | tr <= .001 | lost growths | growths | evaluations a fit | CPU s a fit, median |");
    Console.WriteLine("|---|---|---|---|---|---|---|---|");
    foreach (PaperTask task in PaperTask.All.Where(task => only is null || only.Contains(task.Name)))
    {
        NeuronPursuitBuilder builder = Raised(task.Builder());
        var fits = Enumerable.Range(first + 5000, seeds).Select(seed =>
        {
            (double[,] X, double[] y) = task.Draw(task.Samples, seed, 0);
            (double[,] testX, double[] testY) = task.Draw(10_000, seed, 1);
            return Measured.Fit(() => builder.WithSeed((ulong)seed).Fit(X, y)) is var fit
                ? fit with { TestError = Measured.RelativeError(fit.Model.Predict(testX), testY) }
                : fit;
        }).ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {task.Name} | {fits.Count(fit => fit.TestError < 0.01)}/{seeds} | {Median(fits.Select(fit => fit.TestError)):g2} | {fits.Count(fit => fit.Reached)}/{seeds} | {fits.Sum(fit => fit.Lost)} | {fits.Average(fit => fit.Growths):f1} | {fits.Average(fit => fit.Evaluations):f0} | {Median(fits.Select(fit => fit.Seconds)):f3} |"));
    }
}

if (tables.Contains("decay"))
{
    int seeds = Number("--decay-seeds", 10);
    Decay.Table(first, seeds, Raised);
}

return 0;

double Median(IEnumerable<double> values)
{
    double[] sorted = [.. values.Order()];
    return (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;
}

string? Text(string name) => Array.IndexOf(args, name) is >= 0 and var at ? args[at + 1] : null;

int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

NeuronPursuitBuilder Raised(NeuronPursuitBuilder builder) => raise > 1
    ? builder.WithGrowthScale(new GrowthScale { FirstShare = 1e-3, FirstReductions = 40, Reductions = 25, Raise = raise })
    : builder;
