namespace NeuronPursuit;

/// <summary>Labels as a classifier is trained on them: the classes in order, the class of every row, weights.</summary>
/// <param name="Labels">The classes in order.</param>
/// <param name="ClassOfRow">The place of a row's class among the labels.</param>
/// <param name="Weights">One per row; null where all count alike.</param>
internal sealed record ClassifierData<TLabel>(TLabel[] Labels, int[] ClassOfRow, double[]? Weights)
    where TLabel : notnull
{
    public static ClassifierData<TLabel> Of(TLabel[] labels, int rows, double[]? sampleWeights, ClassWeights? classWeights)
    {
        LabelCodec.KindOf<TLabel>();
        if (labels.Length != rows)
        {
            throw new ArgumentException(
                $"labels has {labels.Length} values but X has {rows} rows. Pass one label per row of X.", nameof(labels));
        }

        int missing = Array.FindIndex(labels, label => label is null);
        if (missing >= 0)
        {
            throw new ArgumentException(
                $"labels[{missing}] is null (row {missing}, counted from 0). Remove the row, or give what is unknown a label of its own.", nameof(labels));
        }

        if (sampleWeights is not null)
        {
            SampleWeights.Check(sampleWeights, rows);
        }

        // A row without weight is absent, and so is a class that has no other rows.
        TLabel[] classes = [.. labels.Where((_, row) => sampleWeights is null || sampleWeights[row] > 0)
            .Distinct().Order(ValueOrder.Of<TLabel>())];
        if (classes.Length == 1)
        {
            throw new ArgumentException(
                $"labels holds one class only, '{classes[0]}'{(sampleWeights is null ? "" : ", in rows of positive weight")}, which leaves nothing to tell apart. Pass rows of at least two classes.", nameof(labels));
        }

        if ((long)rows * classes.Length > Array.MaxLength / 2)
        {
            throw new ArgumentException(
                $"labels holds {classes.Length} classes in {rows} rows, more than fit into one process. Use Fit if they are numbers to be predicted.", nameof(labels));
        }

        int[] classOfRow = ClassesOfRows(labels, classes);
        return new ClassifierData<TLabel>(classes, classOfRow, WeightsOf(classOfRow, classes, sampleWeights, classWeights));
    }

    /// <summary>n x classes: one for the class of the row, zero for the others.</summary>
    public T[,] Targets<T>(T one)
        where T : unmanaged
    {
        // Fit refuses a table without rows, which has no classes either.
        T[,] targets = new T[ClassOfRow.Length, Math.Max(Labels.Length, 1)];
        for (int row = 0; row < ClassOfRow.Length; row++)
        {
            targets[row, ClassOfRow[row]] = one;
        }

        return targets;
    }

    private static int[] ClassesOfRows(TLabel[] labels, TLabel[] classes)
    {
        var places = new Dictionary<TLabel, int>(classes.Length);
        for (int k = 0; k < classes.Length; k++)
        {
            places[classes[k]] = k;
        }

        // A class that is absent has rows without weight only, which are left out: any place will do.
        return Array.ConvertAll(labels, label => places.GetValueOrDefault(label));
    }

    private static double[]? WeightsOf(int[] classOfRow, TLabel[] classes, double[]? sampleWeights, ClassWeights? classWeights)
    {
        if (classWeights is null)
        {
            return sampleWeights;
        }

        // Only ratios count, and neither products nor sums of what a caller may give need be numbers. So the weights of a
        // class are taken in units of its largest, and that unit goes to the weight of the class.
        double[] units = new double[classes.Length];
        for (int row = 0; row < classOfRow.Length; row++)
        {
            units[classOfRow[row]] = Math.Max(units[classOfRow[row]], sampleWeights?[row] ?? 1);
        }

        double[] totals = new double[classes.Length];
        double[] weights = new double[classOfRow.Length];
        for (int row = 0; row < classOfRow.Length; row++)
        {
            weights[row] = (sampleWeights?[row] ?? 1) / units[classOfRow[row]];
            totals[classOfRow[row]] += weights[row];
        }

        double[] ofClass = classWeights.Of(classes, units, totals);
        for (int row = 0; row < weights.Length; row++)
        {
            weights[row] *= ofClass[classOfRow[row]];
        }

        return weights;
    }
}
