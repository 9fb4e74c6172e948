namespace NeuronPursuit.Orleans.Tests;

public class CsvShardsTests
{
    [Fact]
    public void Load_PartsInOneProcess_EqualsTheOrdinaryFitOfTheRows()
    {
        using var folder = new TemporaryFolder();
        (double[,] X, double[] y) = CsvParts.Rows(300);

        NeuronPursuitModel model = Fits.Small().Fit(new CsvShards(CsvParts.Write(folder, 300, 1)));

        model.ShouldEqualBitForBit(Fits.Small().Fit(X, y));
    }

    [Fact]
    public void Load_DelimiterQuotesTargetsAndNoHeader_AreRead()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("part.csv");
        File.WriteAllText(path, "1; 2.5 ;\"3\";4e-1\r\n-1;0;0;1\r\n\r\n2;2;1;1\r\n");

        NeuronPursuitModel model = Fits.Small(1).Fit(new CsvShards([path], targets: 2, header: false, delimiter: ';'));

        (model.InputCount, model.OutputCount).Should().Be((2, 2));
    }

    [Theory]
    [InlineData("missing", "Shard 1 could not be loaded: *part-1.csv is not there*")]
    [InlineData("columns", "*part-1.csv, line 4 (row 2, counted from 0) has 6 fields; 5 were expected*")]
    [InlineData("text", "*part-1.csv, line 3 (row 1, column 2, counted from 0) has 'abc', which is no number*")]
    [InlineData("NaN", "Shard 1: X?5, 2? is NaN (row 5, column 2*")]
    [InlineData("wide", "Shard 1 has 5 columns and 1 targets, but shard 0 has 4 and 1*")]
    public void Fit_PoisonedPart_NamesShardAndRow(string poison, string message)
    {
        using var folder = new TemporaryFolder();
        string[] paths = CsvParts.Write(folder, rows: 300, parts: 3);
        CsvParts.Poison(paths[1], poison);

        Action fit = () => Fits.Small().Fit(new CsvShards(paths));

        fit.Should().Throw<InvalidDataException>().WithMessage(message);
    }

    [Fact]
    public void Fit_FileWithoutRows_SaysSo()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("empty.csv");
        File.WriteAllText(path, "a,b\n");

        Action fit = () => Fits.Small().Fit(new CsvShards([path]));

        fit.Should().Throw<InvalidDataException>().WithMessage("Shard 0: X is 0 x*at least one row*");
    }

    [Theory]
    [InlineData(3, 1, 400, false)]
    [InlineData(3, 1, 399, true)]
    [InlineData(1, 3, 300, false)]
    [InlineData(1, 3, 299, true)]
    public void Require_FileOf100Lines_IsRefusedBeyondTheLimitOfInputsOrTargets(int inputs, int targets, int limit, bool refused)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("part.csv");
        File.WriteAllLines(path, Enumerable.Repeat("1.00000000,2.00000000,3.00000000,4.00000000", 100));

        Action require = () => CsvSize.Require(path, inputs, targets, limit, CancellationToken.None);

        if (refused)
        {
            require.Should().Throw<InvalidDataException>()
                .WithMessage($"*part.csv has 100 lines of {inputs} inputs and {targets} targets; a shard holds up to {limit} numbers*one a shard.");
        }
        else
        {
            require.Should().NotThrow();
        }
    }

    [Fact]
    public void New_NoPathOrNoTarget_IsRefused()
    {
        Action paths = () => _ = new CsvShards([]);
        Action targets = () => _ = new CsvShards(["a.csv"], targets: 0);

        paths.Should().Throw<ArgumentException>().WithMessage("paths is empty*");
        targets.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void OnCluster_WrongOptions_AreRefused()
    {
        Action client = () => Fits.Small().OnCluster(null!);
        Action threads = () => new ClusterPursuitOptions { ThreadsPerShard = 0 }.Check();
        Action time = () => new ClusterPursuitOptions { RecoveryTime = TimeSpan.Zero }.Check();

        client.Should().Throw<ArgumentNullException>();
        threads.Should().Throw<ArgumentOutOfRangeException>();
        time.Should().Throw<ArgumentOutOfRangeException>();
    }
}
