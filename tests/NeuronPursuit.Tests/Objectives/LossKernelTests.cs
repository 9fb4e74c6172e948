namespace NeuronPursuit.Tests;

public unsafe class LossKernelTests
{
    private const int Samples = 64;

    // The exponential of the runtime's vectors changes its method for all lanes when one of them is out of range.
    [Fact]
    public void Seed_OutputsBeyondTheRangeOfTheExponential_LeaveTheBitsOfOtherSamples()
    {
        Check<double>(new CrossEntropyLoss(), 3, 800);
        Check<double>(new LogisticLoss(), 1, 800);
        Check<float>(new CrossEntropyLoss(), 3, 120);
        Check<float>(new LogisticLoss(), 1, 120);
        Check<double>(new PoissonLoss(), 3, 800);
        Check<float>(new PoissonLoss(), 1, 120);
    }

    private static void Check<T>(ILoss loss, int outputs, double extreme)
        where T : unmanaged
    {
        T[] usual = Seed<T>(loss, outputs, extreme: 0);
        foreach (double sign in (double[])[1, -1])
        {
            T[] others = Seed<T>(loss, outputs, sign * extreme);
            for (int i = 0; i < usual.Length; i++)
            {
                if (i % Samples % 4 != 1)
                {
                    others[i].Should().Be(usual[i], "sample {0} is no other", i % Samples);
                }
                else
                {
                    double.IsFinite(Simd.ToDouble(others[i])).Should().BeTrue();
                }
            }
        }
    }

    /// <summary>The sensitivities of random outputs, of which every fourth sample has an extreme one if there is any.</summary>
    private static T[] Seed<T>(ILoss loss, int outputs, double extreme)
        where T : unmanaged
    {
        var random = new Random(4);
        var values = new AlignedBuffer<T>(outputs * Samples);
        var targets = new AlignedBuffer<T>(outputs * Samples);
        for (int k = 0; k < outputs; k++)
        {
            for (int i = 0; i < Samples; i++)
            {
                double value = 10 * random.NextDouble() - 5;
                values.Span[(k * Samples) + i] = Simd.FromDouble<T>(extreme != 0 && k == 0 && i % 4 == 1 ? extreme : value);
                targets.Span[(k * Samples) + i] = Simd.FromDouble<T>(i % Math.Max(2, outputs) == k ? 1 : 0);
            }
        }

        var block = new TargetBlock<T>(new SampleBlock<T>(targets.Pointer, outputs, Samples, Samples, Samples), null, null);
        LossKernels.Create<T>(loss, outputs, Samples).Seed(values.Pointer, in block, 0, Samples);
        GC.KeepAlive(targets);
        return values.Span.ToArray();
    }
}
