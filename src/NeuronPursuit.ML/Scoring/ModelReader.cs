using Microsoft.ML.Data;

namespace NeuronPursuit;

/// <summary>
/// Computes scores from the model column of a row. The text is parsed once, since a pipeline holds the same one in all
/// rows. Safe from several threads at once.
/// </summary>
internal sealed class ModelReader
{
    private readonly Lock _parsing = new();
    private Entry? _last;

    /// <summary>The scores of one row, one per slot.</summary>
    /// <param name="features">The features.</param>
    /// <param name="text">The model as text.</param>
    /// <exception cref="ArgumentException">The number of features is not the model's.</exception>
    public double[] Score(in VBuffer<float> features, ReadOnlyMemory<char> text)
    {
        StoredModel stored = Read(text);
        double[] scores = new double[stored.SlotCount];
        stored.Predict(Inputs(features, stored), scores);
        return scores;
    }

    /// <summary>The prediction and the interval of one row, of a model that is stored with a coverage.</summary>
    /// <inheritdoc cref="Score"/>
    public (double Score, double Lower, double Upper) Interval(in VBuffer<float> features, ReadOnlyMemory<char> text)
    {
        StoredModel stored = Read(text);
        double[] inputs = Inputs(features, stored);
        double[,] row = new double[1, inputs.Length];
        for (int column = 0; column < inputs.Length; column++)
        {
            row[0, column] = inputs[column];
        }

        (double lower, double upper) = stored.Model.PredictInterval(row, stored.Coverage!.Value)[0];
        return (stored.Model.Predict(inputs), lower, upper);
    }

    private static double[] Inputs(in VBuffer<float> features, StoredModel stored)
    {
        if (features.Length != stored.Model.InputCount)
        {
            throw new ArgumentException(
                $"The features have {features.Length} slots, but the model was fitted on {stored.Model.InputCount}. Pass the columns of the training data through the same steps.",
                nameof(features));
        }

        double[] inputs = new double[features.Length];
        foreach ((int slot, float value) in features.Items())
        {
            inputs[slot] = value;
        }

        return inputs;
    }

    private StoredModel Read(ReadOnlyMemory<char> text)
    {
        Entry? last = Volatile.Read(ref _last);
        if (last?.Holds(text) == true)
        {
            return last.Model;
        }

        lock (_parsing)
        {
            last = _last;
            if (last?.Holds(text) != true)
            {
                last = new Entry(text, StoredModel.Parse(text.Span));
                Volatile.Write(ref _last, last);
            }

            return last!.Model;
        }
    }

    /// <summary>The same memory is the rule; another copy of the same text is possible.</summary>
    private sealed record Entry(ReadOnlyMemory<char> Text, StoredModel Model)
    {
        public bool Holds(ReadOnlyMemory<char> text) => Text.Equals(text) || Text.Span.SequenceEqual(text.Span);
    }
}
