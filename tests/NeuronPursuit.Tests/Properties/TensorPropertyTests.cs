using CommunityToolkit.HighPerformance;
using CsCheck;

namespace NeuronPursuit.Tests.Properties;

/// <summary>Packing, partitions, sums and random streams.</summary>
public unsafe class TensorPropertyTests
{
    [Fact]
    public void Partition_AnySize_CoversEverySampleOnce() =>
        Gen.Int[1, 100_000].Sample(samples =>
        {
            foreach (SamplePartition partition in new[] { SamplePartition.Create<double>(samples), SamplePartition.Create<float>(samples) })
            {
                int next = 0;
                for (int block = 0; block < partition.BlockCount; block++)
                {
                    partition.Start(block).Should().Be(next);
                    partition.Count(block).Should().BeInRange(1, partition.PaddedLength(block));
                    partition.PaddedLength(block).Should().BeLessThanOrEqualTo(partition.Stride);
                    next += partition.Count(block);
                }

                next.Should().Be(samples);
            }
        });

    [Fact]
    public void Chunks_AnyWork_CoverEveryBlockOnce() =>
        Gen.Select(Gen.Int[1, 200_000], Gen.Double[1, 1e7]).Sample((samples, operations) =>
        {
            var partition = SamplePartition.Create<double>(samples);
            int chunks = partition.ChunkCount(operations);

            chunks.Should().BeInRange(1, Math.Min(partition.BlockCount, SamplePartition.MaxChunkCount));
            partition.FirstBlock(0, chunks).Should().Be(0);
            partition.FirstBlock(chunks, chunks).Should().Be(partition.BlockCount);
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                partition.FirstBlock(chunk, chunks).Should().BeLessThan(partition.FirstBlock(chunk + 1, chunks));
            }
        });

    [Fact]
    public void BlockSums_AnyLength_AgreeWithPlainSums() =>
        Gen.Select(Generators.Sizes, Gen.Int[1, 4], Gen.Int[0, 1000]).Sample(
            (samples, features, seed) =>
            {
                double[,] rows = RandomProblem.NormalMatrix(new Random(seed), samples, features);
                PackedSamples<double> packed = TestObjects.Pack<double>(rows);
                double sum = 0;
                double squares = 0;
                for (int block = 0; block < packed.BlockCount; block++)
                {
                    SampleBlock<double> data = packed.Block(block);
                    squares += BlockSums.SumOfSquares(data);
                    for (int feature = 0; feature < features; feature++)
                    {
                        sum += BlockSums.Sum(data.Rows(feature, 1).Data, data.Length);
                    }
                }

                GC.KeepAlive(packed);
                sum.Should().BeApproximately(rows.Cast<double>().Sum(), 1e-11 * rows.Length);
                squares.ShouldAgreeWith(rows.Cast<double>().Sum(value => value * value), 1e-12);
            },
            iter: Generators.Iterations);

    [Fact]
    public void SelectSamplesAndFeatures_AnySubset_IsThatOfTheRows() =>
        Gen.Select(Generators.Sizes, Gen.Int[2, 5], Gen.ULong).Sample(
            (samples, features, seed) =>
            {
                double[,] rows = RandomProblem.NormalMatrix(new Random(1), samples, features);
                int[] chosen = HoldOut.Shuffled(samples, seed)[..(samples / 2 + 1)];
                int[] columns = [.. HoldOut.Shuffled(features, seed)[..2].Order()];
                PackedSamples<double> packed = TestObjects.Pack<double>(rows);

                double[,] selected = TestObjects.Unpack(packed.SelectSamples(chosen, SamplePartition.Create<double>(chosen.Length)).SelectFeatures(columns));

                for (int i = 0; i < chosen.Length; i++)
                {
                    for (int j = 0; j < 2; j++)
                    {
                        selected[i, j].Should().Be(rows[chosen[i], columns[j]]);
                    }
                }
            },
            iter: Generators.Iterations);

    [Fact]
    public void ToColumnsAndSetColumns_AnySize_RoundTrip() =>
        Gen.Select(Generators.Sizes, Gen.Int[1, 4], Gen.Int[0, 1000]).Sample(
            (samples, features, seed) =>
            {
                double[,] rows = RandomProblem.NormalMatrix(new Random(seed), samples, features);
                PackedSamples<double> packed = TestObjects.Pack<double>(rows);
                var copy = new PackedSamples<double>(packed.Partition, features);

                copy.SetColumns(packed.ToColumns());

                TestObjects.Unpack(copy).Cast<double>().ToArray().ShouldHaveTheBitsOf([.. rows.Cast<double>()]);
            },
            iter: Generators.Iterations);

    [Fact]
    public void Streams_OfOtherCoordinates_DoNotTouchEachOther() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 5], Gen.Int[6, 40]).Sample((seed, first, second) =>
        {
            // What the start of one restart is does not depend on which others were asked for, or in which order.
            double[] alone = Start(new NcfSearch(1, seed), second);
            double[] before = Start(new NcfSearch(64, seed), first);
            double[] after = Start(new NcfSearch(64, seed), second);

            after.ShouldHaveTheBitsOf(alone);
            before.Should().NotEqual(alone);

            static double[] Start(NcfSearch search, int restart)
            {
                double[] start = new double[7];
                search.FillStart(restart, start);
                return start;
            }
        });

    [Fact]
    public void NextDouble_AnySeed_StaysInTheUnitInterval() =>
        Gen.ULong.Sample(seed =>
        {
            var stream = new RandomStream(seed);
            for (int i = 0; i < 100; i++)
            {
                stream.NextDouble().Should().BeInRange(0, 1).And.NotBe(1);
                double.IsFinite(stream.NextNormal()).Should().BeTrue();
            }
        });

    [Fact]
    public void Shuffled_AnySeed_IsAPermutationAndAlwaysTheSame() =>
        Gen.Select(Gen.Int[1, 500], Gen.ULong).Sample((count, seed) =>
        {
            int[] order = HoldOut.Shuffled(count, seed);

            order.Order().Should().Equal(Enumerable.Range(0, count));
            HoldOut.Shuffled(count, seed).Should().Equal(order);
        });

    [Fact]
    public void Cholesky_PositiveMatrix_SolvesItsSystem() =>
        Gen.Select(Gen.Int[1, 30], Gen.Int[0, 1000]).Sample(
            (size, seed) =>
            {
                var random = new Random(seed);
                double[,] root = RandomProblem.NormalMatrix(random, size, size);
                double[] solution = RandomProblem.NormalVector(random, size);
                double[,] matrix = new double[size, size];
                double[] right = new double[size];
                for (int i = 0; i < size; i++)
                {
                    for (int j = 0; j < size; j++)
                    {
                        matrix[i, j] = Enumerable.Range(0, size).Sum(k => root[i, k] * root[j, k]) + (i == j ? 1 : 0);
                        right[i] += matrix[i, j] * solution[j];
                    }
                }

                CholeskySolver.TryFactorize(matrix.AsSpan2D()).Should().BeTrue();
                CholeskySolver.Solve(matrix.AsSpan2D(), right);

                right.ShouldAgreeWith(solution, 1e-9);
            },
            iter: Generators.Iterations);
}
