namespace NeuronPursuit;

/// <summary>The order of labels and times: by value, strings ordinal, whatever the culture.</summary>
internal static class ValueOrder
{
    public static IComparer<T> Of<T>() => typeof(T) == typeof(string) ? (IComparer<T>)StringComparer.Ordinal : Comparer<T>.Default;
}
