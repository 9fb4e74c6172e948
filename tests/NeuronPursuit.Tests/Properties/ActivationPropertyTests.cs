using CsCheck;

namespace NeuronPursuit.Tests.Properties;

public class ActivationPropertyTests
{
    // Far from where powers leave the normal numbers.
    private static readonly Gen<double> Arguments = Gen.Select(Gen.Double[1e-9, 20], Gen.Int[-1, 1], (magnitude, sign) => sign * magnitude);

    [Fact]
    public void Evaluate_ScaledArgument_ScalesByThePower() =>
        Gen.Select(Generators.Activations, Arguments, Gen.Double[0.01, 30]).Sample((activation, z, scale) =>
            activation.Evaluate(scale * z).ShouldAgreeWith(Math.Pow(scale, activation.Power) * activation.Evaluate(z), 1e-13));

    [Fact]
    public void Derivative_AwayFromZero_IsTheDifferenceQuotient() =>
        Gen.Select(Generators.Activations, Gen.Double[0.1, 20], Gen.Bool).Sample((activation, magnitude, negative) =>
        {
            double z = negative ? -magnitude : magnitude;
            activation.Derivative(z).ShouldAgreeWith(CentralDifference.Gradient(at => activation.Evaluate(at[0]), [z])[0], 1e-7);
        });

    [Fact]
    public void Derivative_TimesArgument_IsPowerTimesValue() =>
        Gen.Select(Generators.Activations, Arguments).Sample((activation, z) =>
            (z * activation.Derivative(z)).ShouldAgreeWith(activation.Power * activation.Evaluate(z), 1e-13));

    [Fact]
    public void BlockKernels_AnyArguments_AgreeWithEvaluate() =>
        Gen.Select(Generators.Activations, Gen.Double[-9, 9].Array[1, 300]).Sample(
            (activation, z) =>
            {
                (double[] values, double[] derivatives) = TestObjects.Activate(activation, z);

                values.ShouldAgreeWith([.. z.Select(activation.Evaluate)], 1e-14);
                derivatives.ShouldAgreeWith([.. z.Select(activation.Derivative)], 1e-14);
            },
            iter: Generators.Iterations);
}
