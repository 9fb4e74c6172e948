namespace ConceptFigures;

/// <summary>The pictures of docs/concepts.md. All of them are measured: nothing in them is drawn by hand.</summary>
public static class Figures
{
    /// <summary>Fits, follows and draws.</summary>
    /// <param name="folder">Where the files go; it is made if it is not there.</param>
    /// <returns>Their paths.</returns>
    public static IReadOnlyList<string> Write(string folder)
    {
        Directory.CreateDirectory(folder);
        (double[,] X, double[] y) = Example.Sample();
        GrowingNetwork grown = GrowingNetwork.Fit(X, y);
        return
        [
            Save("growth", GrowthFigure.Draw(grown)),
            Save("saddle-to-saddle", StepsFigure.Draw(PlainDescent.Follow(X, y), grown)),
            Save("ncf-circle", CircleFigure.Draw(Directions.Measure())),
        ];

        string Save(string name, Svg picture)
        {
            string path = Path.Combine(folder, $"{name}.svg");
            File.WriteAllText(path, picture.ToString());
            return path;
        }
    }
}
