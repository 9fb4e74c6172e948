using System.Runtime.CompilerServices;

namespace NeuronPursuit;

/// <summary>
/// The order in which <see cref="ForwardTiles"/> reads weights: a panel for each register tile, <c>[k][row]</c> inside it.
/// </summary>
internal static unsafe class WeightPanels
{
    /// <summary>Packs the row-major matrix <paramref name="source"/>, times <paramref name="scale"/>.</summary>
    public static void Pack<T>(double* source, int rows, int depth, double scale, T* panels)
        where T : unmanaged
        => Pack(source, rows, depth, rowStep: depth, depthStep: 1, scale, panels);

    /// <summary>Packs the transpose of the row-major matrix <paramref name="source"/>, which has <paramref name="rows"/> columns.</summary>
    public static void PackTransposed<T>(double* source, int rows, int depth, double scale, T* panels)
        where T : unmanaged
        => Pack(source, rows, depth, rowStep: 1, depthStep: rows, scale, panels);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Pack<T>(double* source, int rows, int depth, nint rowStep, nint depthStep, double scale, T* panels)
        where T : unmanaged
    {
        for (int row = 0; row < rows;)
        {
            int count = RowSplit.Next(rows - row);
            double* first = source + (row * rowStep);
            for (int k = 0; k < depth; k++)
            {
                double* weight = first + (k * depthStep);
                for (int r = 0; r < count; r++)
                {
                    panels[r] = Simd.FromDouble<T>(scale * *weight);
                    weight += rowStep;
                }

                panels += count;
            }

            row += count;
        }
    }
}
