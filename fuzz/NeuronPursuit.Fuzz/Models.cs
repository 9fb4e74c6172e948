namespace NeuronPursuit.Fuzz;

/// <summary>Saved models, classifiers and encoders: what is done with one that loads, and small valid ones.</summary>
internal static class Models
{
    private static readonly double[,] Rows = Table(40);

    public static byte[] Use(NeuronPursuitModel model)
    {
        double[] outputs = new double[model.OutputCount];
        model.Predict(new double[model.InputCount], outputs);
        _ = model.PredictAll(new double[2, model.InputCount]);
        _ = model.Summary();
        _ = model.ToFormula();
        return Saved(model.Save);
    }

    public static byte[] Use(NeuronPursuitClassifier<string> classifier)
    {
        classifier.PredictProbabilities(new double[classifier.Model.InputCount], new double[classifier.Labels.Count]);
        return Saved(classifier.Save);
    }

    public static byte[] Use(OneHotEncoder encoder) => Saved(encoder.Save);

    public static IEnumerable<byte[]> Seeds()
    {
        double[] y = [.. Enumerable.Range(0, 40).Select(i => Math.Abs(Rows[i, 0]) + Rows[i, 1])];
        yield return Saved(Small().Fit(Rows, y).Save);
        yield return Saved(Small().WithDepth(2).WithStandardization().WithIntercept().Fit(Rows, y).Save);
        yield return Saved(Small().WithRankView().WithStandardization().WithInputClip(3).WithEnsemble(2).Fit(Rows, y).Save);
        double[,] holes = (double[,])Rows.Clone();
        holes[3, 1] = double.NaN;
        yield return Saved(Small().WithStandardization().WithMissingValues(MissingValues.MeanAndIndicator).Fit(holes, y).Save);
    }

    public static IEnumerable<byte[]> ClassifierSeeds()
    {
        string[] labels = [.. Enumerable.Range(0, 40).Select(i => Rows[i, 0] > 0 ? "yes" : "no")];
        yield return Saved(Small().FitClassifier(Rows, labels).Save);
    }

    public static IEnumerable<byte[]> EncoderSeeds()
    {
        yield return Saved(OneHotEncoder.Fit(new[,] { { "a", "x" }, { "b", "y" }, { "c", "x" } }).Save);
    }

    public static NeuronPursuitBuilder Small() => new NeuronPursuitBuilder().WithMaxIterations(2).WithMaxDegreeOfParallelism(1);

    private static byte[] Saved(Action<Stream> save)
    {
        using var stream = new MemoryStream();
        save(stream);
        return stream.ToArray();
    }

    private static double[,] Table(int rows)
    {
        var random = new Random(1);
        double[,] table = new double[rows, 2];
        for (int i = 0; i < rows; i++)
        {
            (table[i, 0], table[i, 1]) = (random.NextDouble() - 0.5, Math.Pow(random.NextDouble(), 6));
        }

        return table;
    }
}
