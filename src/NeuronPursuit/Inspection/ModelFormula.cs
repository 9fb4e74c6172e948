namespace NeuronPursuit;

/// <summary>Models as formulas.</summary>
public static class ModelFormulaExtensions
{
    /// <summary>Writes the whole model as formulas: the preparation of inputs, every neuron, outputs, averages.</summary>
    /// <param name="model">The model.</param>
    /// <param name="format">Text or LaTeX. Default text.</param>
    /// <param name="digits">
    /// Significant digits of numbers, 1 to 17. Default 4. With 17 every number is written so that it reads back exactly and
    /// curves of ranks are written out, so that the text is the model; with fewer they are only described.
    /// </param>
    /// <param name="columnNames">Names of the columns of X; null for x1, x2 ... (the columns counted from 1).</param>
    /// <param name="outputNames">Names of the outputs; null for f(x), with several outputs f1(x), f2(x) ...</param>
    /// <param name="negligible">
    /// A weight up to this part of the largest of its neuron is left out, at least 0 and below 1. Default 0: only weights
    /// that are zero are. For inputs of like units only; in others a small weight may matter.
    /// </param>
    /// <returns>
    /// Lines separated by a line feed, in the invariant culture. Neurons are named by their layer, the input side first:
    /// a1, a2 ..., then b1 ..., c, d, e, and h6_1 ... from the sixth hidden layer on.
    /// </returns>
    /// <remarks>
    /// <para><c>sigma(c z) = c^p sigma(z)</c> for c &gt; 0 (homogeneity), so every neuron's outgoing weights are brought to
    /// norm 1 and its incoming ones multiplied accordingly: the size of the function stands in the first layer. What the
    /// formula says is the same function up to rounding.</para>
    /// <para>Prepared inputs are z1, z2 ... (<see cref="NeuronPursuitModel.NetworkInputs"/> counted from 1), and only those
    /// that are used appear. The target's standardisation is folded into weights and constant; a scale that is all that
    /// happens to an input too, and an intercept is the constant of a sum. Neurons that reach no output are left out.</para>
    /// <para><c>clip(z, -c, c)</c> limits z; <c>if(missing(x1), v, w)</c> is v where x1 is NaN and else w; <c>rank(x1)</c> is
    /// the share of smaller training values and half that of equal ones.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">There are too few or too many names, or one is empty or twice there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public static string ToFormula(
        this NeuronPursuitModel model,
        FormulaFormat format = FormulaFormat.Text,
        int digits = 4,
        IReadOnlyList<string>? columnNames = null,
        IReadOnlyList<string>? outputNames = null,
        double negligible = 0)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, FormulaNotation.AllDigits);
        if (!(negligible is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(negligible), negligible, "negligible must be at least 0 and below 1.");
        }

        Check(columnNames, model.InputCount, nameof(columnNames), "columns");
        Check(outputNames, model.OutputCount, nameof(outputNames), "outputs");
        FormulaNotation notation = format switch
        {
            FormulaFormat.Text => new TextNotation(digits),
            FormulaFormat.Latex => new LatexNotation(digits),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "The format must be text or LaTeX."),
        };
        return new FormulaWriter(model.Fitted, notation, columnNames, outputNames, negligible).Write();
    }

    internal static void Check(IReadOnlyList<string>? names, int count, string parameter, string what)
    {
        if (names is null)
        {
            return;
        }

        if (names.Count != count || names.Any(string.IsNullOrWhiteSpace) || names.Distinct(StringComparer.Ordinal).Count() != count)
        {
            throw new ArgumentException(
                $"{parameter} are [{string.Join(", ", names)}], but the model has {count} {what}. Pass one name for each, none of them empty or twice there.",
                parameter);
        }
    }
}
