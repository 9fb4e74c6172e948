using System.Reflection;
using System.Text;

namespace NeuronPursuit.Tests.Parts;

/// <summary>The settings of a fit as they travel.</summary>
public class OptionsSerializerTests
{
    public static TheoryData<string> Settings => [.. Builders.Keys];

    private static Dictionary<string, NeuronPursuitBuilder> Builders { get; } = new()
    {
        ["Fast"] = new(),
        ["Paper"] = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Paper),
        ["Sparse"] = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).WithPursuits(3).WithInputsPerNeuron(2),
        ["Tabular"] = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithSeed(ulong.MaxValue),
        ["maximisers"] = new NeuronPursuitBuilder()
            .WithNcfMaximizer(new IterativeHardThresholding([1, 3], 7, 9), new SignVectorSearch(1, 3)),
        ["other maximisers"] = new NeuronPursuitBuilder()
            .WithNcfMaximizer(new BatchedAscent(7, 1.0 / 3), new ProjectedGradientAscent(0.1, 6)),
        ["optimisers"] = new NeuronPursuitBuilder().WithOptimizer(
            new LimitedMemoryBfgs(7)
            {
                Memory = 3,
                FirstStep = 0.1,
                GradientTolerance = 1e-7,
                StagnationTolerance = 0,
                StagnationWindow = 4,
                ExtendBelowError = 0.2,
                ExtendedIterations = 8,
            },
            new LevenbergMarquardt(9) { FirstDamping = 0.3, GradientTolerance = 1e-9, StagnationTolerance = 1e-3, StagnationWindow = 5 }),
        ["gradient descent"] = new NeuronPursuitBuilder().WithOptimizer(
            new GradientDescent(0.1, 5) { ExtendBelow = 0.1, ExtendedIterations = 3, CheckInterval = 2, MaxHalvings = 1 }),
        ["losses and activations"] = new NeuronPursuitBuilder().WithLoss(new HuberLoss(0.7))
            .WithActivation(HomogeneousActivation.Create(-0.3, 3)).WithDepth(2),
        ["logits"] = new NeuronPursuitBuilder().WithLoss(new LogisticLoss()).WithInputClip(4).WithMissingValues(MissingValues.MeanAndIndicator),
        ["counts"] = new NeuronPursuitBuilder().WithLoss(new PoissonLoss()),
        ["quantile"] = new NeuronPursuitBuilder().WithLoss(new QuantileLoss(1.0 / 3)),
        ["fixed widths"] = new NeuronPursuitBuilder().WithFixedWidths([5, 6, 7], 0.3).WithPrecision(Precision.Single),
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Read_WhatWasWritten_IsTheSameSettings(string settings)
    {
        PursuitOptions options = Builders[settings].Build().Options;

        byte[] json = OptionsSerializer.Write(options);
        PursuitOptions read = OptionsSerializer.Read(json);

        OptionsSerializer.Unsupported(options).Should().BeEmpty();
        OptionsSerializer.Write(read).Should().Equal(json);
        read.Fingerprint().Should().Be(options.Fingerprint());
        // What competes is options again, whose text names no values; its bytes were compared.
        foreach (PropertyInfo property in typeof(PursuitOptions).GetProperties().Where(property => property.Name != nameof(PursuitOptions.Auto)))
        {
            (property.Name, Text(property.GetValue(read))).Should().Be((property.Name, Text(property.GetValue(options))));
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("no json")]
    [InlineData("{\"Depth\": 3, \"Unknown\": 1}")]
    public void Read_SomethingElse_IsRefused(string json)
    {
        Action read = () => OptionsSerializer.Read(Encoding.UTF8.GetBytes(json));

        read.Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void Read_MaximizerOfAnotherName_IsRefused()
    {
        string json = Encoding.UTF8.GetString(OptionsSerializer.Write(new NeuronPursuitBuilder().Build().Options));

        Action read = () => OptionsSerializer.Read(Encoding.UTF8.GetBytes(json.Replace("BatchedAscent", "Unheard")));

        read.Should().Throw<InvalidDataException>().WithMessage("*Unheard is not known*");
    }

    private static string Text(object? value) => value switch
    {
        string text => text,
        System.Collections.IEnumerable list => string.Join(' ', list.Cast<object>()),
        double number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        _ => $"{value}",
    };
}
