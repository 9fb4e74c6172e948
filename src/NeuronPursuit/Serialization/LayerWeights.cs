using System.Text.Json;
using System.Text.Json.Serialization;

namespace NeuronPursuit;

/// <summary>The weights of a network, one array per layer in the file and one array of all in memory.</summary>
/// <param name="Values">All weights, the first layer's first.</param>
/// <param name="Lengths">How many of them belong to each layer.</param>
[JsonConverter(typeof(LayerWeightsConverter))]
internal sealed record LayerWeights(double[] Values, int[] Lengths);

internal sealed class LayerWeightsConverter : JsonConverter<LayerWeights>
{
    public override LayerWeights Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        (int layers, int count) = Count(reader);
        double[] values = new double[count];
        int[] lengths = new int[layers];
        int place = 0;
        for (int layer = 0; layer < layers; layer++)
        {
            reader.Read();
            int start = place;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                values[place++] = NumbersConverter.Number(ref reader);
            }

            lengths[layer] = place - start;
        }

        reader.Read();
        return new LayerWeights(values, lengths);
    }

    public override void Write(Utf8JsonWriter writer, LayerWeights value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        int place = 0;
        foreach (int length in value.Lengths)
        {
            writer.WriteStartArray();
            foreach (double weight in value.Values.AsSpan(place, length))
            {
                NumbersConverter.Write(writer, weight);
            }

            writer.WriteEndArray();
            place += length;
        }

        writer.WriteEndArray();
    }

    private static (int Layers, int Weights) Count(Utf8JsonReader reader)
    {
        (int layers, int weights) = (0, 0);
        Expect(reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(reader, JsonTokenType.StartArray);
            layers++;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                NumbersConverter.Number(ref reader);
                weights++;
            }
        }

        return (layers, weights);
    }

    private static void Expect(in Utf8JsonReader reader, JsonTokenType token)
    {
        if (reader.TokenType != token)
        {
            throw new JsonException();
        }
    }
}
