namespace PaperExperiments;

/// <summary>Random numbers that .NET does not draw itself.</summary>
internal static class Draws
{
    /// <summary>A standard normal number (Box and Muller).</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
