using System.Numerics;
using PaperExperiments.Algorithmic;

namespace NeuronPursuit.Tests.Samples.Paper;

public class FourierTests
{
    private const int Length = 59;

    [Fact]
    public void Transform_RandomSequence_KeepsItsEnergyAndIsUndoneByItsConjugate()
    {
        var random = new Random(1);
        Complex[] values = [.. Enumerable.Range(0, Length).Select(_ => new Complex(random.NextDouble() - 0.5, random.NextDouble()))];

        Complex[] transformed = Fourier.Transform(values);

        Energy(transformed).Should().BeApproximately(Length * Energy(values), 1e-10);
        Complex[] back = Fourier.Transform([.. transformed.Select(Complex.Conjugate)]);
        for (int t = 0; t < Length; t++)
        {
            (Complex.Conjugate(back[t]) / Length - values[t]).Magnitude.Should().BeLessThan(1e-12);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(29)]
    public void EnergyShares_OfACosine_AreAllAtItsFrequencyWhateverTheMean(int frequency)
    {
        double[] values = [.. Enumerable.Range(0, Length).Select(t => 5 + Wave(frequency, t, phase: 0.3))];

        double[] shares = Fourier.EnergyShares(values);

        shares.Should().HaveCount(29);
        shares[frequency - 1].Should().BeApproximately(1, 1e-12);
        shares.Sum().Should().BeApproximately(1, 1e-12);
    }

    [Fact]
    public void EnergyShares_OfTwoCosines_AreAsTheirSquaredAmplitudes()
    {
        // Also for an even length, whose highest frequency has no mirror image.
        double[] odd = Fourier.EnergyShares([.. Enumerable.Range(0, Length).Select(t => 3 * Wave(4, t, 0) + Wave(9, t, 1))]);
        double[] even = Fourier.EnergyShares([2, 0, 0, 0, 0, 0]);

        odd[3].Should().BeApproximately(0.9, 1e-12);
        odd[8].Should().BeApproximately(0.1, 1e-12);
        even.ShouldAgreeWith([0.4, 0.4, 0.2], 1e-12);
    }

    [Fact]
    public void EnergyShares_OfAConstant_AreZero() => Fourier.EnergyShares(new double[Length]).Should().OnlyContain(share => share == 0);

    [Fact]
    public void Magnitudes2D_OfAPlaneWave_AreTwoPoints()
    {
        double[,] wave = new double[8, 6];
        for (int row = 0; row < 8; row++)
        {
            for (int column = 0; column < 6; column++)
            {
                wave[row, column] = Math.Cos(2 * Math.PI * (3 * row / 8.0 + 2 * column / 6.0));
            }
        }

        double[,] magnitudes = Fourier.Magnitudes2D(wave);

        magnitudes[3, 2].Should().BeApproximately(24, 1e-12);
        magnitudes[5, 4].Should().BeApproximately(24, 1e-12);
        magnitudes.Cast<double>().Sum().Should().BeApproximately(48, 1e-10);
    }

    [Fact]
    public void NeuronFrequencies_OfSinusoidalWeights_AreTheirs()
    {
        // The network of Gromov (2023): cosines of one frequency in all three groups; one neuron is impure in input b.
        double[,] first = new double[2, 2 * Length + 1];
        double[,] second = new double[Length, 2];
        for (int t = 0; t < Length; t++)
        {
            (first[0, t], first[0, Length + t], second[t, 0]) = (7 + Wave(5, t, 1), Wave(5, t, 2), 0.1 * Wave(5, t, 3));
            (first[1, t], first[1, Length + t], second[t, 1]) = (Wave(8, t, 1), Wave(8, t, 2) + Wave(2, t, 0), Wave(8, t, 3));
        }

        IReadOnlyList<NeuronFrequencies> neurons = NeuronFrequencies.Of(first, second);

        neurons.Select(neuron => neuron.Top).Should().Equal(5, 8);
        neurons[0].TopShare.Should().BeApproximately(1, 1e-12);
        neurons[1].TopShare.Should().BeApproximately((1 + 0.5 + 1) / 3, 1e-12);
        neurons[1].GroupShares[1].Should().BeApproximately(0.5, 1e-12);
    }

    private static double Wave(int frequency, int t, double phase) => Math.Cos(2 * Math.PI * frequency * t / Length + phase);

    private static double Energy(Complex[] values) => values.Sum(value => value.Magnitude * value.Magnitude);
}
