namespace NeuronPursuit.Tests;

/// <summary>What "the same model" and "a usable model" mean.</summary>
internal static class ModelAssertions
{
    /// <summary>Same network, same history, same stop reason, bit for bit; only the time taken may differ.</summary>
    public static void ShouldEqualBitForBit(this NeuronPursuitModel actual, NeuronPursuitModel expected)
    {
        actual.HiddenWidths.Should().Equal(expected.HiddenWidths);
        Bits(TestModels.Weights(actual)).Should().Equal(Bits(TestModels.Weights(expected)));
        actual.Activation.Should().Be(expected.Activation);
        actual.HasIntercept.Should().Be(expected.HasIntercept);
        actual.IsStandardized.Should().Be(expected.IsStandardized);
        actual.StopReason.Should().Be(expected.StopReason);
        actual.OffsetChoice.Should().Be(expected.OffsetChoice);
        actual.History.Should().HaveSameCount(expected.History);
        (actual.KeptIteration?.Number).Should().Be(expected.KeptIteration?.Number);
        for (int i = 0; i < expected.History.Count; i++)
        {
            ShouldEqualBitForBit(actual.History[i], expected.History[i]);
        }
    }

    /// <summary>Records compare their lists by reference, so these are compared by hand.</summary>
    public static void ShouldEqualBitForBit(this PursuitIteration actual, PursuitIteration expected)
    {
        actual.AddedNeurons.Should().Equal(expected.AddedNeurons);
        actual.HiddenWidths.Should().Equal(expected.HiddenWidths);
        actual.Correlations.Select(searched => searched.HiddenLayer).Should().Equal(expected.Correlations.Select(searched => searched.HiddenLayer));
        Bits(actual.Correlations.SelectMany(searched => searched.Values))
            .Should().Equal(Bits(expected.Correlations.SelectMany(searched => searched.Values)));
        PursuitIteration sameLists = actual with
        {
            AddedNeurons = expected.AddedNeurons,
            HiddenWidths = expected.HiddenWidths,
            Correlations = expected.Correlations,
            Elapsed = expected.Elapsed,
        };
        sameLists.Should().Be(expected);
    }

    /// <summary>Finite weights, finite predictions on the training data, and no NaN in the history.</summary>
    public static void ShouldBeUsableOn(this NeuronPursuitModel model, double[,] X)
    {
        TestModels.Weights(model).Should().OnlyContain(weight => double.IsFinite(weight));
        model.PredictAll(X).Cast<double>().Should().OnlyContain(value => double.IsFinite(value));
        model.History.Should().NotContain(iteration =>
            double.IsNaN(iteration.TrainingError) || double.IsNaN(iteration.Loss) || !double.IsFinite(iteration.CorrelationValue));
    }

    public static long[] Bits(IEnumerable<double> values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];

    public static long[] Bits(double[,] matrix) => Bits(matrix.Cast<double>());
}
