using System.Numerics;

namespace PaperExperiments.Algorithmic;

/// <summary>Discrete Fourier transforms of weights, by the definition: the matrices have some tens of rows and columns.</summary>
public static class Fourier
{
    /// <summary>The transform of a sequence: <c>sum_t values[t] exp(-2 pi i f t / n)</c> for f = 0 .. n - 1.</summary>
    public static Complex[] Transform(IReadOnlyList<Complex> values)
    {
        int n = values.Count;
        Complex[] roots = [.. Enumerable.Range(0, n).Select(t => Complex.FromPolarCoordinates(1, -2 * Math.PI * t / n))];
        return [.. Enumerable.Range(0, n).Select(f =>
        {
            Complex sum = 0;
            for (int t = 0; t < n; t++)
            {
                sum += values[t] * roots[(int)((long)f * t % n)];
            }

            return sum;
        })];
    }

    /// <summary>The magnitudes of the 2-D transform of a matrix: along every row, then along every column.</summary>
    public static double[,] Magnitudes2D(double[,] matrix)
    {
        int height = matrix.GetLength(0);
        int width = matrix.GetLength(1);
        Complex[][] rows = [.. Enumerable.Range(0, height).Select(row => Transform(ToComplex(Matrices.Row(matrix, row))))];
        double[,] magnitudes = new double[height, width];
        for (int column = 0; column < width; column++)
        {
            Complex[] transformed = Transform([.. rows.Select(row => row[column])]);
            for (int row = 0; row < height; row++)
            {
                magnitudes[row, column] = transformed[row].Magnitude;
            }
        }

        return magnitudes;
    }

    /// <summary>
    /// The share of the energy of a real sequence at each frequency 1 .. n / 2, as a part of the energy of all of these;
    /// zeros where there is none.
    /// </summary>
    /// <remarks>
    /// The mean (frequency 0) is left out. In the first layer it is no property of a neuron: exactly one entry of a
    /// one-hot vector is 1, so a constant can move between the weights of either input and the bias.
    /// </remarks>
    public static double[] EnergyShares(IReadOnlyList<double> values)
    {
        Complex[] transformed = Transform(ToComplex(values));
        double[] energies = [.. Enumerable.Range(1, values.Count / 2).Select(f =>
        {
            double squared = transformed[f].Real * transformed[f].Real + transformed[f].Imaginary * transformed[f].Imaginary;
            return 2 * f == values.Count ? squared : 2 * squared; // f and n - f carry the same
        })];
        double total = energies.Sum();
        return total > 0 ? [.. energies.Select(energy => energy / total)] : energies;
    }

    private static Complex[] ToComplex(IReadOnlyList<double> values) => [.. values.Select(value => new Complex(value, 0))];
}
