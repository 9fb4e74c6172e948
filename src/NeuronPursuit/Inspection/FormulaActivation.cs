namespace NeuronPursuit;

/// <summary>An activation in a formula: ReLU, powers and the identity are written out, others as s(t) with a definition.</summary>
internal sealed class FormulaActivation(HomogeneousActivation activation, FormulaNotation notation)
{
    private readonly string _name = (activation.PositiveCoefficient, activation.NegativeCoefficient) switch
    {
        (1, 0) => "relu",
        (1, 1) => "",
        _ => "s",
    };

    /// <summary>The line that says what s is; null where it does not occur.</summary>
    public string? Definition => _name == "s" ? notation.Equation("s(t)", Meaning()) : null;

    public string Apply(string sum) => _name switch
    {
        "relu" => Powered(notation.Call("relu", sum)),
        "" => activation.Power == 1 ? sum : Powered(notation.Brackets(sum)),
        _ => notation.Call("s", sum),
    };

    private string Meaning()
    {
        if (double.IsFinite(activation.NegativeSlope))
        {
            return Powered(notation.Call("max", $"t, {notation.Sum([(activation.NegativeSlope, "t")])}"));
        }

        string power = Powered("t");
        return notation.Cases(
            "t > 0",
            notation.Sum([(activation.PositiveCoefficient, power)]),
            notation.Sum([(activation.NegativeCoefficient, power)]));
    }

    private string Powered(string factor) => activation.Power == 1 ? factor : notation.Power(factor, activation.Power);
}
