using NeuronPursuit;

// KIND CHECKPOINTS MODEL: fits with checkpoints in a directory and saves the model. Kinds: pursuit, bag, validation, pursuits, sparse.
if (args is not [var kind, var checkpoints, var path])
{
    Console.Error.WriteLine("KIND CHECKPOINTS MODEL");
    return 2;
}

// A pursuit alone must last long enough to be killed between two checkpoints.
int rows = kind == "pursuit" ? 1000 : 400;
const int Columns = 8;
var random = new Random(3);
double[,] X = new double[rows, Columns];
double[] y = new double[rows];
for (int i = 0; i < rows; i++)
{
    for (int j = 0; j < Columns; j++)
    {
        X[i, j] = 2 * random.NextDouble() - 1;
    }

    y[i] = Math.Sin(4 * X[i, 0]) * X[i, 1] + Math.Abs(X[i, 2] - X[i, 3]) + 0.1 * random.NextDouble();
}

NeuronPursuitBuilder builder = new NeuronPursuitBuilder()
    .WithMaxIterations(12).WithTargetError(0).WithMaxDegreeOfParallelism(2).WithCheckpoints(checkpoints);
builder = kind switch
{
    "bag" => builder.WithRecipe(PursuitRecipe.Tabular).WithEnsemble(3),
    "validation" => builder.WithValidation(0.2, 6),
    "pursuits" => builder.WithPursuits(3).WithValidation(0.2, 3),
    "sparse" => builder.WithRecipe(PursuitRecipe.Sparse).WithDepth(2),
    _ => builder,
};
try
{
    // Whoever kills the process counts from here on.
    Console.WriteLine("begun");
    builder.Fit(X, y).Save(path);
    return 0;
}
catch (IOException exception)
{
    Console.WriteLine(exception.Message);
    return 1;
}
