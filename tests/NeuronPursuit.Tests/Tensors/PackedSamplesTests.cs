using CommunityToolkit.HighPerformance;
using CsCheck;

namespace NeuronPursuit.Tests;

public class PackedSamplesTests
{
    public static TheoryData<int> SampleCounts => [.. ObjectiveCases.SampleCounts()];

    [Theory]
    [MemberData(nameof(SampleCounts))]
    public void Pack_AnySampleCount_HoldsEverySampleOnceAndZerosBehind(int samples)
    {
        double[,] rows = RandomProblem.NormalMatrix(new Random(samples), samples, 3);

        PackedSamples<double> packed = TestObjects.Pack<double>(rows);

        TestObjects.Unpack(packed).Cast<double>().Should().Equal(rows.Cast<double>());
        Enumerable.Range(0, packed.BlockCount).Sum(packed.Partition.Count).Should().Be(samples);
        for (int block = 0; block < packed.BlockCount; block++)
        {
            for (int feature = 0; feature < 3; feature++)
            {
                packed.Block(block).Feature(feature)[packed.Partition.Count(block)..].ToArray()
                    .All(padding => padding == 0).Should().BeTrue("block {0}", block);
            }
        }
    }

    [Theory]
    [MemberData(nameof(SampleCounts))]
    public void Partition_AnySampleCount_CutsWholeUnitsWithLessThanOneOfPadding(int samples)
    {
        SamplePartition partition = SamplePartition.Create<double>(samples);
        int unit = SamplePartition.Unit<double>();

        int[] lengths = [.. Enumerable.Range(0, partition.BlockCount).Select(partition.PaddedLength)];

        lengths.Should().OnlyContain(length => length > 0 && length % unit == 0 && length <= partition.Stride);
        (lengths.Sum() - samples).Should().BeInRange(0, unit - 1);
        for (int block = 1; block < partition.BlockCount; block++)
        {
            partition.Start(block).Should().Be(partition.Start(block - 1) + partition.PaddedLength(block - 1));
        }
    }

    [Fact]
    public void Pack_Intercept_AppendsAOneToEverySampleAndNothingToThePadding()
    {
        PackedSamples<double> packed = TestObjects.Pack<double>(new double[,] { { 5 }, { 6 }, { 7 } }, hasIntercept: true);

        packed.FeatureCount.Should().Be(2);
        TestObjects.Unpack(packed).Cast<double>().Should().Equal(5, 1, 6, 1, 7, 1);
        packed.Block(0).Feature(1)[3..].ToArray().Should().OnlyContain(padding => padding == 0);
    }

    [Fact]
    public void Pack_OffsetsAndScales_AreAppliedColumnByColumn()
    {
        var packed = new PackedSamples<double>(2, 2);

        packed.Pack<float>(new float[,] { { 1, 2 }, { 3, 4 } }.AsSpan2D(), new ColumnScaling([1, 10], [0.5, 2]));

        TestObjects.Unpack(packed).Cast<double>().Should().Equal(0, -4, 4, -3);
    }

    [Fact]
    public void Pack_PartOfAWiderMatrix_ReadsItsOwnRows()
    {
        double[,] wide = { { 1, 2, 3, 4 }, { 5, 6, 7, 8 }, { 9, 10, 11, 12 } };
        var packed = new PackedSamples<double>(2, 2);

        packed.Pack<double>(wide.AsSpan2D().Slice(1, 1, 2, 2), ColumnScaling.Uniform(2, 1));

        TestObjects.Unpack(packed).Cast<double>().Should().Equal(6, 7, 10, 11);
    }

    [Fact]
    public void Pack_AnyShape_RoundTrips()
    {
        Gen.Select(Gen.Int[1, 700], Gen.Int[1, 5], Gen.Int[0, 1000]).Sample(
            (samples, features, seed) =>
            {
                double[,] rows = RandomProblem.NormalMatrix(new Random(seed), samples, features);
                TestObjects.Unpack(TestObjects.Pack<double>(rows)).Cast<double>().Should().Equal(rows.Cast<double>());
                TestObjects.Unpack(TestObjects.Pack<float>(rows)).Cast<double>().Should().Equal(rows.Cast<double>().Select(value => (double)(float)value));
            },
            iter: 30);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Constructor_NoSamples_Throws(int samples)
    {
        Action create = () => _ = new PackedSamples<double>(samples, 1);

        create.Should().Throw<ArgumentOutOfRangeException>();
    }
}
