namespace NeuronPursuit;

// How neurons are written: as statements, since of nested calls the runtime spills all operands.
internal sealed partial class CSharpWriter
{
    // Sums of fewer terms overlap by themselves.
    private const int ManyTerms = 16;

    // Sums that a processor holds in registers, and a line.
    private const int MostTogether = 8;

    /// <summary>
    /// A sum as one statement after the other: of nested calls the runtime evaluates all weights and inputs before the first product, and
    /// spills them.
    /// </summary>
    protected override string WriteDefinition(Definition definition)
    {
        if (SumOf(definition) is not { Terms.Count: > 0 } sum)
        {
            return base.WriteDefinition(definition);
        }

        string line = string.Join(' ', sum.Terms.Select((term, k) => WriteStep(definition.Name, sum, k, Write(term.Value))));
        return IsLinear(definition) ? line : $"{line} {WriteActivation(definition)}";
    }

    /// <summary>
    /// Neurons of one layer with many inputs: a line for each input, in which all of them add it. One sum after the other would be as many chains
    /// of additions, of which a processor looks ahead to no more than the next two.
    /// </summary>
    protected override int WriteTogether(IReadOnlyList<ProgramStep> steps, int first, int indent)
    {
        var together = new List<(Definition Definition, CodeExpression.WeightedSum Sum)>();
        while (first + together.Count < steps.Count && together.Count < MostTogether
            && steps[first + together.Count] is DefinitionStep { Definition: var definition }
            && SumOf(definition) is { Terms.Count: >= ManyTerms } sum
            && (together.Count == 0 || AreOfSameInputs(together[0].Sum, sum)))
        {
            together.Add((definition, sum));
        }

        if (together.Count < 2)
        {
            return 0;
        }

        string space = new(' ', indent);
        foreach ((Definition definition, _) in together)
        {
            Line($"{space}// {definition.Name} = {CodeText.Comment(definition.Comment ?? "")}");
        }

        for (int k = 0; k < together[0].Sum.Terms.Count; k++)
        {
            string input = Write(together[0].Sum.Terms[k].Value);
            Line(space + string.Join(' ', together.Select(each => WriteStep(each.Definition.Name, each.Sum, k, input))));
        }

        string activations = string.Join(' ', together.Where(each => !IsLinear(each.Definition)).Select(each => WriteActivation(each.Definition)));
        if (activations.Length > 0)
        {
            Line(space + activations);
        }

        return together.Count;
    }

    private static CodeExpression.WeightedSum? SumOf(Definition definition) =>
        (definition.Value is CodeExpression.Activated activated ? activated.Value : definition.Value) as CodeExpression.WeightedSum;

    private static bool AreOfSameInputs(CodeExpression.WeightedSum left, CodeExpression.WeightedSum right) =>
        Equals(left.Start, right.Start) && left.Terms.Select(term => term.Value).SequenceEqual(right.Terms.Select(term => term.Value));

    private static bool IsLinear(Definition definition) =>
        definition.Value is not CodeExpression.Activated { Activation: var own } || own is { PositiveCoefficient: 1, NegativeCoefficient: 1, Power: 1 };

    private string WriteStep(string name, CodeExpression.WeightedSum sum, int k, string input) =>
        $"{(k == 0 ? "double " : "")}{name} = FusedMultiplyAdd({Number(sum.Terms[k].Weight)}, {input}, {(k > 0 ? name : sum.Start is null ? "0.0" : Write(sum.Start))});";

    private string WriteActivation(Definition definition) =>
        $"{definition.Name} = {Helper(NeuronDefinitions.ActivationName(((CodeExpression.Activated)definition.Value).Activation))}({definition.Name});";
}
