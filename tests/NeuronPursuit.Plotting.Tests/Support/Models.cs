namespace NeuronPursuit.Plotting.Tests;

/// <summary>Models of every kind that plots and reports must cope with, fitted once.</summary>
internal static class Models
{
    private static readonly Lazy<NeuronPursuitModel> LazySmall = new(() =>
    {
        (double[,] X, double[] y) = Cube(300, 5, 1);
        return new NeuronPursuitBuilder().WithDepth(3).WithSeed(13).WithMaxIterations(6).Fit(X, y);
    });

    private static readonly Lazy<NeuronPursuitModel> LazyTable = new(() =>
    {
        (double[,] X, double[] y) = Table(240);
        return new NeuronPursuitBuilder().WithDepth(2).WithIntercept().WithStandardization().WithRankView()
            .WithValidation(0.25, patience: 4).WithMaxIterations(9).WithSeed(3).Fit(X, y);
    });

    private static readonly Lazy<NeuronPursuitModel> LazyBag = new(() =>
    {
        (double[,] X, double[] y) = Table(160);
        return new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(4).WithMaxIterations(5).WithSeed(1).Fit(X, y);
    });

    private static readonly Lazy<NeuronPursuitClassifier<string>> LazyClassifier = new(() =>
    {
        (double[,] X, string[] labels) = Classes(180);
        return new NeuronPursuitBuilder().WithDepth(2).WithMaxIterations(5).WithSeed(2).FitClassifier(X, labels);
    });

    private static readonly Lazy<NeuronPursuitModel> LazyWide = new(() =>
    {
        (double[,] X, double[] y) = Cube(400, 200, 4);
        return new NeuronPursuitBuilder().WithDepth(2).WithSeed(1).WithMaxIterations(3).Fit(X, y);
    });

    private static readonly Lazy<NeuronPursuitModel> LazyDeep = new(() =>
    {
        (double[,] X, double[] y) = Cube(300, 6, 5);
        return new NeuronPursuitBuilder().WithDepth(6).WithActivation(HomogeneousActivation.LeakyReLU(0.2)).WithSeed(4).WithMaxIterations(12).Fit(X, y);
    });

    private static readonly Lazy<NeuronPursuitModel> LazyLarge = new(() =>
    {
        (double[,] X, double[] y) = Cube(300, 12, 6);
        return new NeuronPursuitBuilder().WithDepth(3).WithSeed(4).WithFixedWidths([40, 30]).Fit(X, y);
    });

    private static readonly Lazy<NeuronPursuitModel> LazyEmpty = new(() =>
    {
        (double[,] X, double[] y) = Cube(60, 4, 7);
        return new NeuronPursuitBuilder().WithDepth(3).Fit(X, new double[y.Length]);
    });

    private static readonly Lazy<NeuronPursuitModel> LazyMeanOnly = new(() =>
    {
        (double[,] X, double[] y) = Cube(120, 12, 8);
        var random = new Random(5);
        return new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).WithDepth(2).WithSeed(1)
            .Fit(X, [.. y.Select(_ => 3 + random.NextDouble())]);
    });

    private static readonly Lazy<NeuronPursuitModel> LazySeveralOutputs = new(() =>
    {
        (double[,] X, double[] y) = Cube(200, 5, 9);
        double[,] Y = new double[y.Length, 3];
        for (int row = 0; row < y.Length; row++)
        {
            (Y[row, 0], Y[row, 1], Y[row, 2]) = (y[row], 2 * X[row, 3], X[row, 0] - X[row, 4]);
        }

        return new NeuronPursuitBuilder().WithDepth(2).WithSeed(2).WithMaxIterations(6).Fit(X, Y);
    });

    private static readonly Lazy<NeuronPursuitModel> LazyOnMarks = new(() =>
    {
        (double[,] X, double[] y) = Marked(160);
        return new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(3).WithMaxIterations(5).WithSeed(1).Fit(X, y);
    });

    private static readonly Lazy<NeuronPursuitClassifier<string>> LazyTwoClasses = new(() =>
    {
        (double[,] X, double[] y) = Marked(150);
        return new NeuronPursuitBuilder().WithDepth(2).WithMissingValues(MissingValues.MeanAndIndicator).WithStandardization().WithMaxIterations(4).WithSeed(2)
            .FitClassifier(X, [.. y.Select(value => value > 103 ? "dear" : "cheap")]);
    });

    private static readonly Lazy<NeuronPursuitClassifier<int>> LazyManyClasses = new(() =>
    {
        (double[,] X, int[] labels) = TwentyClasses(400);
        return new NeuronPursuitBuilder().WithDepth(2).WithMaxIterations(4).WithSeed(2).FitClassifier(X, labels);
    });

    /// <summary>A bag on a table with a column of 0 and 1.</summary>
    public static NeuronPursuitModel OnMarks => LazyOnMarks.Value;

    public static NeuronPursuitClassifier<string> TwoClasses => LazyTwoClasses.Value;

    public static NeuronPursuitClassifier<int> ManyClasses => LazyManyClasses.Value;

    public static readonly string[] MarkedColumns = ["size", "colour=red", "sold"];

    /// <summary>Two hidden layers on the vertices of a cube, no preparation.</summary>
    public static NeuronPursuitModel Small => LazySmall.Value;

    /// <summary>Standardised, ranks, an intercept, held-out samples.</summary>
    public static NeuronPursuitModel OnTable => LazyTable.Value;

    public static NeuronPursuitModel Bag => LazyBag.Value;

    public static NeuronPursuitClassifier<string> Classifier => LazyClassifier.Value;

    /// <summary>200 columns.</summary>
    public static NeuronPursuitModel Wide => LazyWide.Value;

    /// <summary>Five hidden layers.</summary>
    public static NeuronPursuitModel Deep => LazyDeep.Value;

    /// <summary>40 and 30 neurons that did not grow.</summary>
    public static NeuronPursuitModel Large => LazyLarge.Value;

    /// <summary>Of a target of zeros: no history.</summary>
    public static NeuronPursuitModel Empty => LazyEmpty.Value;

    /// <summary>Of a target without signal.</summary>
    public static NeuronPursuitModel MeanOnly => LazyMeanOnly.Value;

    public static NeuronPursuitModel SeveralOutputs => LazySeveralOutputs.Value;

    public static readonly string[] TableColumns = ["age", "water per cement", "superplasticizer", "temperature"];

    public static (string Name, NeuronPursuitModel Model)[] All =>
    [
        ("small", Small), ("table", OnTable), ("bag", Bag), ("classifier", Classifier.Model), ("wide", Wide), ("deep", Deep),
        ("large", Large), ("empty", Empty), ("meanOnly", MeanOnly), ("severalOutputs", SeveralOutputs),
    ];

    /// <summary>Vertices of a cube and relu(relu(2 x1 + x3) - relu(x3 - x2)).</summary>
    public static (double[,] X, double[] y) Cube(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        double[,] X = new double[rows, columns];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                X[row, column] = random.Next(2) == 0 ? -1 : 1;
            }

            y[row] = Math.Max(0, Math.Max(0, (2 * X[row, 0]) + X[row, 2]) - Math.Max(0, X[row, 2] - X[row, 1]));
        }

        return (X, y);
    }

    /// <summary>Four columns of unlike scales, one of them skewed, and a noisy target.</summary>
    public static (double[,] X, double[] y) Table(int rows)
    {
        var random = new Random(11);
        double[,] X = new double[rows, 4];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            X[row, 0] = Math.Exp(5 * random.NextDouble());
            X[row, 1] = 0.3 + (0.5 * random.NextDouble());
            X[row, 2] = random.Next(3) == 0 ? 0 : 12 * random.NextDouble();
            X[row, 3] = 250 + (30 * random.NextDouble());
            y[row] = (12 * Math.Log(X[row, 0])) - (60 * X[row, 1]) + Math.Max(0, X[row, 2] - 4) + (3 * random.NextDouble());
        }

        return (X, y);
    }

    /// <summary>A column of numbers, one of 0 and 1, one of 0, 1 and gaps; the second one matters.</summary>
    public static (double[,] X, double[] y) Marked(int rows)
    {
        var random = new Random(13);
        double[,] X = new double[rows, 3];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            X[row, 0] = 10 * random.NextDouble();
            X[row, 1] = random.Next(2);
            X[row, 2] = random.Next(4) == 0 ? double.NaN : random.Next(2);
            y[row] = 100 + (4 * X[row, 1]) + Math.Max(0, X[row, 0] - 5) + (X[row, 2] == 1 ? 1 : 0) + random.NextDouble();
        }

        return (X, y);
    }

    /// <summary>Twenty classes along a line, some of them confused with their neighbours.</summary>
    public static (double[,] X, int[] Labels) TwentyClasses(int rows)
    {
        var random = new Random(14);
        double[,] X = new double[rows, 2];
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            (X[row, 0], X[row, 1]) = ((2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1);
            labels[row] = Math.Clamp((int)(10 * (X[row, 0] + 1 + (0.05 * random.NextDouble()))), 0, 19);
        }

        return (X, labels);
    }

    /// <summary>Three classes, one of them with a name that is markup.</summary>
    public static (double[,] X, string[] Labels) Classes(int rows)
    {
        var random = new Random(12);
        double[,] X = new double[rows, 3];
        string[] labels = new string[rows];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                X[row, column] = (2 * random.NextDouble()) - 1;
            }

            labels[row] = X[row, 0] > 0.3 ? "Adelie" : X[row, 1] > 0 ? "Gentoo" : "<b>Chinstrap</b>";
        }

        return (X, labels);
    }
}
