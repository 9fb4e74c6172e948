using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// The correlation of given targets with the output of a network of any widths, <c>(1/n) sum_i t_i . H(x_i; w)</c>, and
/// its gradient.
/// </summary>
/// <remarks>
/// <c>|t - H|^2 - |-t - H|^2 = -4 t . H</c>: the difference of two training losses, so that their kernels serve. In the
/// gradients nothing cancels but <c>H grad H</c>, which is small where the correlation is of interest; the value would lose
/// digits and comes from Euler's identity.
/// </remarks>
internal sealed class OutputCorrelation
{
    private readonly ISumObjective _toTargets;
    private readonly ISumObjective _toOpposite;
    private readonly double[] _other;
    private readonly double _scale;

    /// <param name="shape">The network.</param>
    /// <param name="inputs">One array of all samples per input.</param>
    /// <param name="targets">One array of all samples per output.</param>
    public OutputCorrelation(NetworkShape shape, double[][] inputs, double[][] targets)
    {
        _toTargets = Pack(inputs, targets, 1).TrainingObjective(shape, CancellationToken.None);
        _toOpposite = Pack(inputs, targets, -1).TrainingObjective(shape, CancellationToken.None);
        _other = new double[shape.ParameterCount];
        _scale = -targets.Length / 4.0;
    }

    public void Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        _toTargets.Evaluate(parameters, gradient);
        _toOpposite.Evaluate(parameters, _other);
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = _scale * (gradient[i] - _other[i]);
        }
    }

    private static LocalPursuitData<double> Pack(double[][] inputs, double[][] targets, double sign)
    {
        ColumnScaling unit = ColumnScaling.Uniform(inputs.Length, 1);
        return LocalPursuitData<double>.Pack<double>(
            Rows(inputs, 1), Rows(targets, sign), unit, ColumnScaling.Uniform(targets.Length, 1), false, new ChunkRunner(1));
    }

    private static ReadOnlySpan2D<double> Rows(double[][] columns, double sign)
    {
        double[,] rows = new double[columns[0].Length, columns.Length];
        for (int column = 0; column < columns.Length; column++)
        {
            for (int row = 0; row < columns[column].Length; row++)
            {
                rows[row, column] = sign * columns[column][row];
            }
        }

        return rows;
    }
}
