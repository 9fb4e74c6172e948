using System.Globalization;

namespace NeuronPursuit;

/// <summary>The extension of a grain's key: of how many it is one, and the name of the fit that they belong to.</summary>
/// <param name="Count">How many grains of its kind the fit has.</param>
/// <param name="Fit">A name of its own keeps a fit apart from one whose coordinator was lost, and whose grains may still be there.</param>
internal readonly record struct FitKey(int Count, string Fit)
{
    public static FitKey Parse(string extension)
    {
        int end = extension.IndexOf('/', StringComparison.Ordinal);
        return new FitKey(int.Parse(extension.AsSpan(0, end), CultureInfo.InvariantCulture), extension[(end + 1)..]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count}/{Fit}");
}
