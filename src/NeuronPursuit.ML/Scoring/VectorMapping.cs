using System.Globalization;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace NeuronPursuit;

/// <summary>
/// Scores rows by a model of several outputs. The columns of a mapping have types that are fixed by the program, so a vector
/// whose size is the model's leaves it as text, from which an expression of ML.NET makes a vector of known size.
/// </summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class VectorMapping : CustomMappingFactory<ModelInput, VectorScore>
{
    /// <summary>The name in saved pipelines. Never change what it stands for: take a new one.</summary>
    public const string Contract = "NeuronPursuit.ML.Vector";

    /// <summary>Characters per slot. The shortest text that gives the same Single again has at most 15.</summary>
    public const int Width = 16;

    /// <summary>Reads slots that begin at the given offsets of the text.</summary>
    public const string Expression = "(offset, values) : single(mid(values, offset, offset + 16))";

    public override Action<ModelInput, VectorScore> GetMapping()
    {
        var reader = new ModelReader();
        return (input, output) =>
        {
            double[] scores = reader.Score(input.Features, input.Model);
            output.Values = string.Create(scores.Length * Width, scores, Write).AsMemory();
            output.Class = Largest(scores);
        };
    }

    private static void Write(Span<char> text, double[] scores)
    {
        text.Fill(' ');
        for (int slot = 0; slot < scores.Length; slot++)
        {
            ((float)scores[slot]).TryFormat(text.Slice(slot * Width, Width), out _, provider: CultureInfo.InvariantCulture);
        }
    }

    /// <summary>The first of the largest; -1 where there is none because a score is NaN.</summary>
    private static int Largest(double[] scores)
    {
        int best = 0;
        for (int slot = 0; slot < scores.Length; slot++)
        {
            if (double.IsNaN(scores[slot]))
            {
                return -1;
            }

            best = scores[slot] > scores[best] ? slot : best;
        }

        return best;
    }
}

/// <summary>The columns of a vector of scores.</summary>
internal sealed class VectorScore
{
    [ColumnName(TemporaryColumns.Values)]
    public ReadOnlyMemory<char> Values { get; set; }

    [ColumnName(TemporaryColumns.Class)]
    public int Class { get; set; }
}
