namespace NeuronPursuit.Tests;

/// <summary>Progress on the reporting thread, unlike <see cref="Progress{T}"/>, so that a test sees it in time.</summary>
internal sealed class InlineProgress<T>(Action<T> onReport) : IProgress<T>
{
    public void Report(T value) => onReport(value);
}
