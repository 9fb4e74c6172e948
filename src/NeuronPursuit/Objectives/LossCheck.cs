using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// A loss of the caller's own on a few rows, before a fit is begun with it: a slope that is not that of the values, a value
/// below 0 or NaN would end in a poor model without a word.
/// </summary>
/// <remarks>
/// A slope must lie between the differences to both sides. So does the slope of a convex function whatever the width, also at
/// a corner and beside one (the absolute error, say), and that of a smooth one up to the tolerance.
/// </remarks>
internal static class LossCheck
{
    private const int Rows = 5;

    // A loss that is computed in single precision passes too.
    private const double Width = 1e-3;
    private const double Tolerance = 1e-3;
    private const double RoundingOfValues = 3e-7;

    // Where a fit begins and its first steps lead; none of them is a place where losses usually have a corner.
    private static readonly double[] NearZero = [0, 0.53, -0.53, 1.7, -1.7];
    private static readonly double[] AroundTargets = [-0.61, 0.13, 1.3];

    /// <summary>Checks the loss unless it is one of the library's.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="Y">The targets.</param>
    /// <param name="map">What the loss sees of them.</param>
    /// <exception cref="ArgumentException">It does not keep what <see cref="ILoss"/> asks for; the message has the values.</exception>
    public static void Run<T>(ILoss loss, ReadOnlySpan2D<T> Y, IColumnMap map)
        where T : unmanaged
    {
        if (loss.IsBuiltIn())
        {
            return;
        }

        int rows = Math.Min(Rows, Y.Height);
        for (int i = 0; i < rows; i++)
        {
            int row = (int)((long)i * Y.Height / rows);
            double[] targets = new double[Y.Width];
            for (int output = 0; output < targets.Length; output++)
            {
                targets[output] = Simd.ToDouble(Y[row, output]);
                map.Apply(output, targets.AsSpan(output, 1));
            }

            new RowOfLoss(loss, row, targets).Check();
        }
    }

    private sealed class RowOfLoss(ILoss loss, int row, double[] targets)
    {
        public void Check()
        {
            // Targets of thousands are met by outputs of thousands, unless those are logarithms.
            double scale = Math.Max(1, targets.Max(Math.Abs));
            foreach (double size in NearZero)
            {
                CheckAt([.. targets.Select((_, k) => size * Other(k))], mayOverflow: false);
                CheckAt([.. targets.Select((_, k) => size * scale * Other(k))], mayOverflow: true);
            }

            foreach (double shift in AroundTargets)
            {
                CheckAt([.. targets.Select((target, k) => target + shift * scale * Other(k))], mayOverflow: true);
            }

            // Outputs differ, so that a slope that belongs to another one is noticed.
            static double Other(int k) => 1 + 0.21 * k;
        }

        private void CheckAt(double[] outputs, bool mayOverflow)
        {
            double[] gradient = new double[outputs.Length];
            Array.Fill(gradient, double.NaN);
            double value = loss.Evaluate(outputs, targets, gradient);
            if (mayOverflow && !(double.IsFinite(value) && Array.TrueForAll(gradient, double.IsFinite)))
            {
                return;
            }

            Require(!double.IsNaN(value), outputs, "its value is NaN", "Give a number for all finite outputs");
            Require(double.IsFinite(value) || !IsZero(outputs), outputs, FormattableString.Invariant($"its value is {value}"), "A fit begins with outputs of 0, where a loss must be finite");
            Require(!(value < -RoundingOfValues), outputs, FormattableString.Invariant($"its value is {value}"), "A loss is 0 or more: add what makes its least value 0");
            if (!double.IsFinite(value))
            {
                return;
            }

            for (int k = 0; k < outputs.Length; k++)
            {
                Require(!double.IsNaN(gradient[k]), outputs, FormattableString.Invariant($"gradient[{k}] is NaN, or was not written"), "Write the slope by every output");
                CheckSlope(outputs, k, value, gradient[k]);
            }
        }

        private void CheckSlope(double[] outputs, int k, double value, double slope)
        {
            double width = Width * Math.Max(1, Math.Abs(outputs[k]));
            double below = (value - ValueAt(outputs, k, -width)) / width;
            double above = (ValueAt(outputs, k, width) - value) / width;
            if (!double.IsFinite(below) || !double.IsFinite(above))
            {
                return;
            }

            double tolerance = Tolerance * (Math.Abs(slope) + Math.Abs(below) + Math.Abs(above)) + RoundingOfValues * (1 + Math.Abs(value)) / width;
            Require(
                slope >= Math.Min(below, above) - tolerance && slope <= Math.Max(below, above) + tolerance,
                outputs,
                FormattableString.Invariant($"gradient[{k}] is {slope:g6}, but its values rise by {below:g6} to {above:g6} for each unit of output {k}"),
                "The gradient must be the slope of the value that is returned, by the outputs");
        }

        private double ValueAt(double[] outputs, int k, double step)
        {
            double[] moved = [.. outputs];
            moved[k] += step;
            return loss.Evaluate(moved, targets, new double[outputs.Length]);
        }

        private void Require(bool condition, double[] outputs, string found, string advice)
        {
            if (!condition)
            {
                throw new ArgumentException(
                    $"The loss {loss} does not fit: for outputs [{List(outputs)}] and targets [{List(targets)}] (row {row} of y, counted from 0, as the loss sees it) {found}. {advice}.");
            }
        }

        private static bool IsZero(double[] outputs) => Array.TrueForAll(outputs, output => output == 0);

        private static string List(double[] values) =>
            string.Join(", ", values.Select(value => value.ToString("g6", System.Globalization.CultureInfo.InvariantCulture)));
    }
}
