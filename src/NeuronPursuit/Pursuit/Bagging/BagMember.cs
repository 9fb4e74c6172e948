namespace NeuronPursuit;

/// <summary>One pursuit of a bag: which settings, which window was held out, and what became of it.</summary>
/// <param name="Settings">The index of the settings among those that compete.</param>
/// <param name="Window">The held-out window, from 0.</param>
/// <param name="Result">The kept network and its held-out loss.</param>
/// <param name="IsTrial">Whether it saw only the samples among which settings compete.</param>
internal sealed record BagMember(int Settings, int Window, ValidatedResult Result, bool IsTrial)
{
    public double HeldOutLoss => Result.HeldOutLoss;
}
