using System.Globalization;
using System.Text;

namespace NeuronPursuit.Tables.Tests;

/// <summary>A table of flats with a price that their columns explain, and of what real tables have beside.</summary>
internal static class Sales
{
    public static NeuronPursuitBuilder Small() =>
        new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2).WithMaxIterations(4).WithMaxDegreeOfParallelism(1);

    /// <summary>area, city, garden, sold, price and grade of n flats.</summary>
    public static Table Of(int rows = 200, int seed = 1) => Table.ReadCsv(new StringReader(Csv(rows, seed)));

    public static string Csv(int rows = 200, int seed = 1)
    {
        var random = new Random(seed);
        var text = new StringBuilder("area,city,garden,sold,price,grade\n");
        for (int row = 0; row < rows; row++)
        {
            double area = Math.Round(30 + (100 * random.NextDouble()), 1);
            int city = random.Next(3);
            bool garden = random.Next(3) == 0;
            DateTime sold = new DateTime(2022, 1, 1).AddDays(random.Next(900));
            double price = (3 * area) + (40 * city) + (garden ? 25 : 0) + (sold.Month == 7 ? 10 : 0) + random.NextDouble();
            string grade = price > 300 ? "high" : price > 220 ? "middle" : "low";
            text.Append(CultureInfo.InvariantCulture, $"{area},{(row % 17 == 0 ? "NA" : new[] { "Bonn", "Köln", "Ulm" }[city])},{(garden ? "yes" : "no")},{sold:yyyy-MM-dd},{price:0.000},{grade}\n");
        }

        return text.ToString();
    }
}
