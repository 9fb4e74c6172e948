using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>Importances of input columns from the weights alone.</summary>
public static class InputImportanceExtensions
{
    /// <summary>How much each column of X can move the outputs, by the weights of the first layer.</summary>
    /// <param name="model">The model, of any number of networks.</param>
    /// <param name="X">
    /// Data whose spread of each input is taken as the unit, n x <see cref="NeuronPursuitModel.InputCount"/>. Without it every
    /// input counts in the units of the networks: comparable where the model standardises its inputs
    /// (<see cref="NeuronPursuitModel.IsStandardized"/>), while a model that does not should be given its training data.
    /// </param>
    /// <returns>
    /// One number per column of X, at least 0, together 1; all 0 where no input reaches an output. A column's value, rank and
    /// mark of a missing value are taken together, the constant of an intercept is left out.
    /// </returns>
    /// <remarks>
    /// <para>With s_j the standard deviation of network input j (1 without X), a_i the incoming weights of neuron i and p the
    /// power of the activation, every neuron has a size: <c>n_i = |(a_ij s_j)_j|^p</c> in the first layer and
    /// <c>n_k = |(a_ki n_i)_i|^p</c> above. An output's total of 1 is divided among the neurons of the last hidden layer in
    /// proportion to <c>(w_k n_k)^2</c>, a neuron's part among those below it in proportion to <c>(a_ki n_i)^2</c>, and in
    /// the first layer among inputs in proportion to <c>(a_ij s_j)^2</c>. The importance of a column is the root of what its
    /// inputs receive over all outputs, divided by the sum of these roots over columns; models of several networks average
    /// it. At depth 2, p = 1 and one output this is the norm of the columns of W_1 with each row multiplied by the neuron's
    /// outgoing weight; for a linear function <c>|c_j| s_j</c>.</para>
    /// <para>Rescaling a neuron (C.2.2) changes nothing. Cancellation between neurons is not seen:
    /// <see cref="PermutationImportanceExtensions"/> measures what predictions do (docs/adr/0030).</para>
    /// </remarks>
    /// <exception cref="ArgumentException">X has the wrong number of columns, or a value is not finite.</exception>
    public static double[] InputImportances(this NeuronPursuitModel model, double[,]? X = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        FittedNetworks fitted = model.Fitted;
        double[] spreads = X is null ? Ones(fitted.Preprocessing.Inputs.Count) : Spreads(model, X);
        double[] importances = new double[fitted.InputCount];
        foreach (Network network in fitted.Networks)
        {
            Add(OfNetwork(network, fitted.Preprocessing.Inputs, spreads), importances);
        }

        // Networks without any influence have no say.
        Normalize(importances);
        return importances;
    }

    /// <summary>The same with the names of the columns.</summary>
    /// <param name="model">The model.</param>
    /// <param name="columnNames">One name per column of X, none empty or twice there.</param>
    /// <param name="X">Data whose spread of each input is taken as the unit, or null.</param>
    /// <returns>One entry per column of X, in their order.</returns>
    /// <exception cref="ArgumentException">As without names, or there are not as many names as columns.</exception>
    public static IReadOnlyList<InputImportance> InputImportances(
        this NeuronPursuitModel model, IReadOnlyList<string> columnNames, double[,]? X = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(columnNames);
        ModelFormulaExtensions.Check(columnNames, model.InputCount, nameof(columnNames), "columns");
        return [.. model.InputImportances(X).Select((share, column) => new InputImportance(column, columnNames[column], share))];
    }

    private static double[] OfNetwork(Network network, InputMap inputs, double[] spreads)
    {
        double[] shares = SharesOfInputs(network, spreads);
        double[] columns = new double[inputs.SourceCount];
        for (int input = 0; input < spreads.Length; input++)
        {
            columns[inputs.SourceOf(input)] += shares[input];
        }

        for (int column = 0; column < columns.Length; column++)
        {
            columns[column] = Math.Sqrt(columns[column]);
        }

        Normalize(columns);
        return columns;
    }

    /// <summary>What each input receives of the outputs' totals.</summary>
    private static double[] SharesOfInputs(Network network, double[] spreads)
    {
        NetworkShape shape = network.Shape;
        double[][] sizes = new double[shape.Depth][];
        sizes[0] = spreads;
        for (int layer = 1; layer < shape.Depth; layer++)
        {
            GrowableLayer weights = shape.Layer(layer - 1);
            sizes[layer] = [.. Enumerable.Range(0, weights.Width)
                .Select(row => Norm(weights.Row(network.Parameters, row), sizes[layer - 1]))];

            // Only ratios count. Before the power they cannot overflow it.
            double largest = sizes[layer].Max();
            for (int neuron = 0; neuron < sizes[layer].Length && largest > 0; neuron++)
            {
                sizes[layer][neuron] = HomogeneousActivation.IntegerPower(sizes[layer][neuron] / largest, shape.Activation.Power);
            }
        }

        double[] shares = Ones(shape.OutputCount);
        for (int layer = shape.Depth - 1; layer >= 0; layer--)
        {
            GrowableLayer weights = shape.Layer(layer);
            double[] below = new double[sizes[layer].Length];
            for (int row = 0; row < weights.Width; row++)
            {
                Divide(shares[row], weights.Row(network.Parameters, row), sizes[layer], below);
            }

            shares = below;
        }

        return shares;
    }

    /// <summary>Divides a share in proportion to the squares of weight times size.</summary>
    private static void Divide(double share, ReadOnlySpan<double> weights, double[] sizes, double[] below)
    {
        double norm = Norm(weights, sizes);
        for (int i = 0; i < sizes.Length && norm > 0; i++)
        {
            double part = weights[i] * sizes[i] / norm;
            below[i] += share * part * part;
        }
    }

    /// <summary>The norm of weights times sizes; what lies beyond the sizes, the constant, does not count.</summary>
    private static double Norm(ReadOnlySpan<double> weights, double[] sizes)
    {
        double largest = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(weights[i] * sizes[i]));
        }

        double squares = 0;
        for (int i = 0; i < sizes.Length && largest > 0; i++)
        {
            double part = weights[i] * sizes[i] / largest;
            squares += part * part;
        }

        return largest * Math.Sqrt(squares);
    }

    private static double[] Spreads(NeuronPursuitModel model, double[,] X)
    {
        model.RequireInputs(X.GetLength(1), nameof(X));
        InputMap inputs = model.Fitted.Preprocessing.Inputs;
        SampleReader.Check(new ReadOnlySpan2D<double>(X), nameof(X), CancellationToken.None, inputs.AllowsMissing);
        double[] spreads = new double[inputs.Count];
        double[] values = new double[X.GetLength(0)];
        for (int input = 0; input < spreads.Length; input++)
        {
            for (int row = 0; row < values.Length; row++)
            {
                values[row] = inputs.Columns[input].Apply(X[row, inputs.SourceOf(input)]);
            }

            double mean = values.Average();
            for (int row = 0; row < values.Length; row++)
            {
                values[row] -= mean;
            }

            spreads[input] = Norm(values, Ones(values.Length)) / Math.Sqrt(values.Length);
        }

        return spreads;
    }

    private static double[] Ones(int count)
    {
        double[] ones = new double[count];
        Array.Fill(ones, 1);
        return ones;
    }

    private static void Add(double[] values, double[] sums)
    {
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += values[i];
        }
    }

    private static void Normalize(double[] values)
    {
        double sum = values.Sum();
        for (int i = 0; i < values.Length && sum > 0; i++)
        {
            values[i] /= sum;
        }
    }
}
