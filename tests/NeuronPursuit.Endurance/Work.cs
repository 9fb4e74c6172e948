namespace NeuronPursuit.Endurance;

/// <summary>
/// One of everything an application does over and over. A round ends in the predictions of all its models, which
/// must have the same bits in every round.
/// </summary>
internal sealed class Work : IDisposable
{
    private const int Rows = 400;
    private const int Columns = 8;
    private readonly string _folder = Directory.CreateTempSubdirectory("neuron-pursuit-").FullName;
    private readonly double[,] _inputs = new double[Rows, Columns];
    private readonly double[,] _manyInputs = new double[20_000, Columns];
    private readonly double[] _targets = new double[Rows];
    private readonly double[,] _outputs = new double[Rows, 2];
    private readonly string[] _labels = new string[Rows];

    public Work()
    {
        var random = new Random(5);
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                _inputs[row, column] = 2 * random.NextDouble() - 1;
            }

            _targets[row] = Math.Max(0, _inputs[row, 0] + 2 * _inputs[row, 1]) - Math.Abs(_inputs[row, 2]) + 0.05 * random.NextDouble();
            (_outputs[row, 0], _outputs[row, 1]) = (_targets[row], _targets[row] * _inputs[row, 3]);
            _labels[row] = _targets[row] > 0.2 ? "high" : _targets[row] > -0.4 ? "middle" : "low";
        }

        for (int row = 0; row < _manyInputs.GetLength(0); row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                _manyInputs[row, column] = _inputs[row % Rows, column];
            }
        }
    }

    public IReadOnlyList<(string Name, Func<double[]> Run)> All =>
    [
        ("two threads, two hidden layers", () => Predictions(Fast().WithDepth(3).WithMaxDegreeOfParallelism(2).Fit(_inputs, _targets))),
        ("single precision, two outputs", () => Predictions(Fast().WithPrecision(Precision.Single).Fit(_inputs, _outputs))),
        ("sparse", () => Predictions(Fast().WithRecipe(PursuitRecipe.Sparse).Fit(_inputs, _targets))),
        ("bag with checkpoints", Bag),
        ("classifier, saved and loaded", Classifier),
        ("cross-validation", () => [.. Fast().Build().CrossValidate(_inputs, _targets, 3).Predictions.Cast<double>()]),
        ("canceled, continued", CanceledAndContinued),
        ("eight threads predict", ManyThreads),
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static NeuronPursuitBuilder Fast() => new NeuronPursuitBuilder().WithMaxIterations(6);

    private double[] Predictions(NeuronPursuitModel model) => [.. model.PredictAll(_inputs).Cast<double>()];

    private double[] Bag()
    {
        string checkpoints = Path.Combine(_folder, "checkpoints");
        NeuronPursuitModel model = Fast().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(3).WithCheckpoints(checkpoints).Fit(_inputs, _targets);
        Directory.Delete(checkpoints, recursive: true);
        return Predictions(model);
    }

    private double[] Classifier()
    {
        string path = Path.Combine(_folder, "classifier.json");
        Fast().FitClassifier(_inputs, _labels).Save(path);
        return [.. NeuronPursuitClassifier<string>.Load(path).PredictProbabilities(_inputs).Cast<double>()];
    }

    private double[] CanceledAndContinued()
    {
        using var source = new CancellationTokenSource();
        NeuronPursuitBuilder canceled = Fast().WithProgress(new CancelAfter(source, 2));
        try
        {
            canceled.Fit(_inputs, _targets, source.Token);
            throw new InvalidOperationException("A fit that was canceled ended as if it had not been.");
        }
        catch (PursuitCanceledException exception)
        {
            return Predictions(Fast().Continue(exception.Model!, _inputs, _targets));
        }
    }

    private double[] ManyThreads()
    {
        NeuronPursuitModel model = Fast().Fit(_inputs, _targets);
        double[] first = model.Predict(_manyInputs);
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            if (!Soak.SameBits(first, model.Predict(_manyInputs)))
            {
                throw new InvalidOperationException("Two threads had different predictions of one model.");
            }
        });
        return first;
    }

    private sealed class CancelAfter(CancellationTokenSource source, int iterations) : IProgress<PursuitIteration>
    {
        public void Report(PursuitIteration value)
        {
            if (value.Number == iterations)
            {
                source.Cancel();
            }
        }
    }
}
