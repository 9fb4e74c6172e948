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

        double[] scores = new double[stored.SlotCount];
        stored.Predict(inputs, scores);
        return scores;
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
