namespace NeuronPursuit;

/// <summary>Points on a circle, with the same bits on every processor: sine and cosine of the runtime come from the C library.</summary>
internal static class Circle
{
    // Coefficients of the series, whose first term left out is below a last bit at an eighth of a turn.
    private static readonly double[] Sine = [1, -1 / 6.0, 1 / 120.0, -1 / 5040.0, 1 / 362880.0, -1 / 39916800.0, 1 / 6227020800.0, -1 / 1307674368000.0];
    private static readonly double[] Cosine = [1, -1 / 2.0, 1 / 24.0, -1 / 720.0, 1 / 40320.0, -1 / 3628800.0, 1 / 479001600.0, -1 / 87178291200.0, 1 / 20922789888000.0];

    /// <param name="turns">Any number of turns; whole ones make no difference.</param>
    public static (double Sine, double Cosine) SinCos(double turns)
    {
        double part = turns - Math.Floor(turns);
        int quarter = (int)Math.Floor((4 * part) + 0.5);
        double angle = (part - (quarter / 4.0)) * (2 * Math.PI);
        double square = angle * angle;
        (double sine, double cosine) = (angle * Sum(Sine, square), Sum(Cosine, square));
        return (quarter % 4) switch
        {
            0 => (sine, cosine),
            1 => (cosine, -sine),
            2 => (-sine, -cosine),
            _ => (-cosine, sine),
        };
    }

    private static double Sum(double[] coefficients, double square)
    {
        double sum = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = (sum * square) + coefficients[i];
        }

        return sum;
    }
}
