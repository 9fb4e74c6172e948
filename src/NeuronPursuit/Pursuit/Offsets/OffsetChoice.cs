using System.Globalization;

namespace NeuronPursuit;

/// <summary>Why a fit that chooses by itself has an offset, or none.</summary>
public enum OffsetReason
{
    /// <summary>The network without an offset reached the target error, measured against what a constant leaves.</summary>
    NotNeeded,

    /// <summary>Both were tried; the offset lowers the error by no more than its additional weights would by chance.</summary>
    NoGain,

    /// <summary>Both were tried; the offset lowers the error.</summary>
    LowersError,

    /// <summary>The targets lie so far from zero beside their deviations that nothing else was tried.</summary>
    FarFromZero,

    /// <summary>The caller's condition ended the fit before both were compared.</summary>
    Stopped,
}

/// <summary>
/// Whether a fit that chooses by itself (<see cref="NeuronPursuitBuilder.WithIntercept"/>) has an offset, and why. An offset is a
/// constant 1 as a further input, and a constant of the outputs (<see cref="NeuronPursuitModel.NetworkOutputs"/>).
/// </summary>
/// <param name="IsFitted">Whether there is one.</param>
/// <param name="Reason">Why.</param>
/// <param name="ErrorWithout">
/// The last error of the network without an offset, relative to what the best constant leaves; null where none was tried.
/// </param>
/// <param name="ErrorWith">The last error of the network with one, relative to the same; null where none was tried.</param>
public sealed record OffsetChoice(bool IsFitted, OffsetReason Reason, double? ErrorWithout, double? ErrorWith)
{
    /// <summary>A sentence with a space before it; empty where nothing out of the ordinary was done.</summary>
    internal string Describe()
    {
        string errors = string.Create(
            CultureInfo.InvariantCulture, $"{ErrorWithout:e2} without, {ErrorWith:e2} with one, relative to the best constant");
        return Reason switch
        {
            OffsetReason.NoGain when ErrorWith is not null => $" An offset was tried and lowers the error by no more than chance ({errors}).",
            OffsetReason.LowersError => $" An offset lowers the error ({errors}).",
            OffsetReason.FarFromZero => " The target is far from zero beside its deviations, so there is an offset.",
            _ => "",
        };
    }
}
