namespace NeuronPursuit;

/// <summary>Refusals of data, wherever they are noticed: the caller passed them to Fit.</summary>
internal static class BadInput
{
    /// <summary>The exception to be thrown.</summary>
    /// <param name="message">Which column, what came, what was expected, what to do.</param>
    /// <param name="inner">What the core said.</param>
    /// <param name="parameter">The parameter of the public method.</param>
    public static ArgumentException Of(string message, Exception? inner = null, string parameter = "input") =>
        new(message, parameter, inner);
}
