namespace NeuronPursuit.Tests.Sharding;

internal static class ShardHostAssertions
{
    /// <summary>A reply, or the one exception that says so: never another, never a read beyond the end.</summary>
    public static bool Refuses(this ShardHost host, ReadOnlySpan<byte> step)
    {
        try
        {
            host.Execute(step).Should().NotBeEmpty();
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }
}
