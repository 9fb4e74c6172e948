namespace NeuronPursuit;

/// <summary>
/// The one seam between columns and networks: how a cell, aligned to a schema (<see cref="Alignment"/>), becomes inputs. Fitted from training
/// rows, immutable.
/// </summary>
internal abstract class ColumnEncoding
{
    /// <summary>What it does, for people.</summary>
    public abstract string Description { get; }

    /// <summary>Names of the inputs, at least one.</summary>
    public abstract IReadOnlyList<string> Inputs { get; }

    /// <summary>Writes one cell.</summary>
    /// <param name="value">NaN is missing; <see cref="Alignment.Unseen"/> a category that training had not.</param>
    /// <param name="inputs">Receives one number an input; NaN is missing, which the networks know.</param>
    public abstract void Encode(double value, Span<double> inputs);

    /// <summary>As a file holds it.</summary>
    public abstract EncodingDocument ToDocument();
}

/// <summary>Numbers, and yes and no, as they are.</summary>
internal sealed class PlainEncoding(string name, bool isYesNo) : ColumnEncoding
{
    public const string Kind = "plain";

    public override string Description => isYesNo ? "1 for yes, 0 for no" : "the number";

    public override IReadOnlyList<string> Inputs { get; } = [name];

    public override void Encode(double value, Span<double> inputs) => inputs[0] = isYesNo && value == Alignment.Unseen ? double.NaN : value;

    public override EncodingDocument ToDocument() => new(Kind);
}
