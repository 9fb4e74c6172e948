using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests.EstimatorChecks;

/// <summary>What every model's predictions promise.</summary>
public class PredictionChecks
{
    public static TheoryData<string> All => Configurations.Where();

    [Theory]
    [MemberData(nameof(All))]
    public void Predict_OneRow_HasTheBitsOfAnyBatch(string name)
    {
        (NeuronPursuitModel model, double[,] X) = FittedModels.Of(name);
        double[,] expected = model.PredictAll(X);
        double[] outputs = new double[model.OutputCount];
        for (int row = 0; row < CheckData.Rows; row++)
        {
            model.Predict(X.GetRowSpan(row), outputs);
            ModelAssertions.Bits(outputs).Should().Equal(ModelAssertions.Bits(CheckData.Row(expected, row)));
        }

        foreach (int count in new[] { 1, 3, 16, 17, 33, 59 })
        {
            int[] rows = [.. Enumerable.Range(1, count)];
            ModelAssertions.Bits(model.PredictAll(CheckData.SelectRows(X, rows))).Should().Equal(ModelAssertions.Bits(CheckData.SelectRows(expected, rows)));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Predict_PartOfALargerRow_ReadsAndWritesNothingElse(string name)
    {
        (NeuronPursuitModel model, double[,] X) = FittedModels.Of(name);
        double[] table = [double.NaN, .. CheckData.Row(X, 0), double.NaN];
        double[] outputs = [.. Enumerable.Repeat(-7.0, model.OutputCount + 2)];

        model.Predict(new ReadOnlySpan<double>(table, 1, CheckData.Inputs), outputs.AsSpan(1, model.OutputCount));

        outputs[0].Should().Be(-7);
        outputs[^1].Should().Be(-7);
        ModelAssertions.Bits(outputs[1..^1]).Should().Equal(ModelAssertions.Bits(CheckData.Row(model.PredictAll(X), 0)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Predict_ARowThatIsNotFinite_LeavesTheOthers(string name)
    {
        (NeuronPursuitModel model, double[,] X) = FittedModels.Of(name);
        double[,] expected = model.PredictAll(X);
        foreach (double value in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.MaxValue, double.Epsilon })
        {
            foreach (int count in new[] { 12, CheckData.Rows })
            {
                int[] rows = [.. Enumerable.Range(0, count)];
                double[,] spoilt = CheckData.Map(CheckData.SelectRows(X, rows), (row, _, old) => row == 7 ? value : old);
                int[] others = [.. rows.Where(row => row != 7)];

                double[,] predicted = model.PredictAll(spoilt);

                ModelAssertions.Bits(CheckData.SelectRows(predicted, others)).Should().Equal(ModelAssertions.Bits(CheckData.SelectRows(expected, others)));
                if (Configurations.Named(name).TakesMissing && double.IsNaN(value))
                {
                    CheckData.Row(predicted, 7).Should().OnlyContain(output => double.IsFinite(output));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Predict_WrongShapes_SayWhatWasExpected(string name)
    {
        NeuronPursuitModel model = FittedModels.Of(name).Model;
        const string Expected = "*was fitted on 4.*";

        FluentActions.Invoking(() => model.PredictAll(new double[2, 3])).Should().Throw<ArgumentException>().WithMessage(Expected);
        FluentActions.Invoking(() => model.PredictAll(new float[2, 5])).Should().Throw<ArgumentException>().WithMessage(Expected);
        FluentActions.Invoking(() => model.Predict(new double[5], new double[model.OutputCount])).Should().Throw<ArgumentException>().WithMessage(Expected);
        FluentActions.Invoking(() => model.Predict(new double[4], new double[model.OutputCount + 1])).Should().Throw<ArgumentException>()
            .WithMessage($"*the model has {model.OutputCount} outputs*");
        FluentActions.Invoking(() => model.PredictAll((double[,])null!)).Should().Throw<ArgumentNullException>();
        model.PredictAll(new double[0, 4]).GetLength(0).Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Predict_SixtyFourThreads_GiveTheSameBits(string name)
    {
        (NeuronPursuitModel model, double[,] X) = FittedModels.Of(name);

        ShouldGiveTheSameBitsToSixtyFourThreads(model, X);
    }

    /// <summary>Every thread's rows are shared out among processors; for long, and on other models, in <see cref="LoadChecks"/>.</summary>
    [Theory]
    [InlineData("Fast")]
    public void Predict_SixtyFourThreadsOfManyRows_GiveTheSameBits(string name)
    {
        (NeuronPursuitModel model, double[,] few) = FittedModels.Of(name);
        double[,] X = CheckData.Map(new double[9_001, CheckData.Inputs], (row, column, _) => few[row % CheckData.Rows, column]);

        ShouldGiveTheSameBitsToSixtyFourThreads(model, X);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void SaveAndLoad_Model_PredictsTheSameBits(string name)
    {
        (NeuronPursuitModel model, double[,] X) = FittedModels.Of(name);

        TestModels.Reloaded(model).ShouldBe(model, X);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void SaveAndLoad_StreamThatIsClosedOrOneWay_ThrowsAndLeavesTheModel(string name)
    {
        (NeuronPursuitModel model, double[,] X) = FittedModels.Of(name);
        long[] expected = ModelAssertions.Bits(model.PredictAll(X));
        var closed = new MemoryStream();
        closed.Dispose();
        using var readOnly = new MemoryStream(new byte[10], writable: false);

        FluentActions.Invoking(() => model.Save(closed)).Should().Throw<ObjectDisposedException>();
        FluentActions.Invoking(() => NeuronPursuitModel.Load(closed)).Should().Throw<ObjectDisposedException>();
        FluentActions.Invoking(() => model.Save(readOnly)).Should().Throw<NotSupportedException>();
        FluentActions.Invoking(() => NeuronPursuitModel.Load(readOnly)).Should().Throw<InvalidDataException>();
        FluentActions.Invoking(() => model.Save((Stream)null!)).Should().Throw<ArgumentNullException>();
        ModelAssertions.Bits(model.PredictAll(X)).Should().Equal(expected);
    }

    private static void ShouldGiveTheSameBitsToSixtyFourThreads(NeuronPursuitModel model, double[,] X)
    {
        long[] expected = ModelAssertions.Bits(model.PredictAll(X));
        var bits = new long[64][];
        using var together = new Barrier(bits.Length);

        Thread[] threads = [.. Enumerable.Range(0, bits.Length).Select(i => new Thread(() =>
        {
            together.SignalAndWait();
            bits[i] = ModelAssertions.Bits(model.PredictAll(X));
        }, maxStackSize: 256 * 1024))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        bits.Should().AllSatisfy(own => own.Should().Equal(expected));
    }
}
