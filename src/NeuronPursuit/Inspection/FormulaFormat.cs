namespace NeuronPursuit;

/// <summary>How <see cref="ModelFormulaExtensions.ToFormula"/> writes a model.</summary>
public enum FormulaFormat
{
    /// <summary>Plain text, one line per neuron: <c>a1 = relu(2.000 x1 + 1.000 x3)</c>.</summary>
    Text,

    /// <summary>An <c>aligned</c> environment of LaTeX (amsmath), without the signs of a displayed equation around it.</summary>
    Latex,
}
