using System.Numerics;

namespace NeuronPursuit.Benchmarks;

/// <summary>Copies of the data in the precision and the order of a baseline.</summary>
internal static class Layout
{
    public static T[] Vector<T>(double[] values)
        where T : unmanaged, INumberBase<T> => Array.ConvertAll(values, T.CreateTruncating);

    /// <summary>Sample after sample.</summary>
    public static T[] Rows<T>(double[,] values)
        where T : unmanaged, INumberBase<T> => [.. values.Cast<double>().Select(T.CreateTruncating)];

    /// <summary>Feature after feature.</summary>
    public static T[] Columns<T>(double[,] values)
        where T : unmanaged, INumberBase<T>
    {
        int rows = values.GetLength(0);
        T[] result = new T[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = T.CreateTruncating(values[i % rows, i / rows]);
        }

        return result;
    }
}
