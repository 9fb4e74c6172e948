using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NeuronPursuit;

/// <summary>Where a model comes from, in two lines, or three where its table is known.</summary>
internal static class Provenance
{
    public static IReadOnlyList<string> Of(NeuronPursuitModel model, TableColumns? table = null)
    {
        string networks = model.Networks.Count == 1 ? "a network" : FormattableString.Invariant($"the mean of {model.Networks.Count} networks");
        string inputs = model.InputCount == 1 ? "1 input" : FormattableString.Invariant($"{model.InputCount} inputs");
        string outputs = model.OutputCount == 1 ? "1 output" : FormattableString.Invariant($"{model.OutputCount} outputs");
        return
        [
            FormattableString.Invariant($"Written by NeuronPursuit {Version()}: {networks} of {model.ParameterCount} weights, {inputs}, {outputs}."),
            FormattableString.Invariant($"Fingerprint of the model {Fingerprint(model)}. {Errors(model.KeptIteration)}"),
            .. table is null ? Array.Empty<string>() : [CodeText.Comment(table.Origin)],
        ];
    }

    private static string Errors(PursuitIteration? kept) => kept switch
    {
        null => "No error is known.",
        { ValidationError: { } error } => $"Relative error {Number(error)} on held-out samples, {Number(kept.TrainingError)} on those it was trained on.",
        _ => $"Relative error {Number(kept.TrainingError)} on the training data; none were held out.",
    };

    private static string Number(double value) => value.ToString("G3", CultureInfo.InvariantCulture);

    private static string Version()
    {
        string version = typeof(NeuronPursuitModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        return version.Split('+')[0];
    }

    /// <summary>A hash of all numbers that a prediction depends on: models with the same one predict the same.</summary>
    private static string Fingerprint(NeuronPursuitModel model)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(params ReadOnlySpan<double> numbers)
        {
            foreach (double number in numbers)
            {
                hash.AppendData(BitConverter.GetBytes(BitConverter.DoubleToInt64Bits(number)));
            }
        }

        foreach (NetworkInput input in model.NetworkInputs)
        {
            Add((double)input.Kind, input.Column, input.Offset, input.Scale, input.Clip, input.WhereMissing);
            foreach (RankKnot knot in input.RankKnots)
            {
                Add(knot.Value, knot.Rank);
            }
        }

        foreach (NetworkOutput output in model.NetworkOutputs)
        {
            Add(output.Offset, output.Scale, (double)model.OutputLink);
        }

        foreach (TargetCurve? curve in model.TargetCurves)
        {
            Add(curve is null ? [0] : [curve.Centre, curve.Direction, curve.Limit, curve.Scale, curve.Offset]);
        }

        foreach (PursuitNetwork network in model.Networks)
        {
            Add(network.Activation.PositiveCoefficient, network.Activation.NegativeCoefficient, network.Activation.Power);
            for (int layer = 0; layer < network.Depth; layer++)
            {
                double[,] weights = network.GetWeights(layer);
                Add(weights.GetLength(0), weights.GetLength(1));
                Add(MemoryMarshal.CreateReadOnlySpan(ref weights[0, 0], weights.Length));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }
}
