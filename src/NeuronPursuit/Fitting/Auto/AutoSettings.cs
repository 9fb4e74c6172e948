namespace NeuronPursuit;

/// <summary>The numbers of a fit by <see cref="PursuitRecipe.Auto"/> (docs/adr/0062 says where they come from).</summary>
internal static class AutoSettings
{
    /// <summary>With fewer samples none are held out, and one network is all there is.</summary>
    public const int FewestSamples = 20;

    /// <summary>Beyond, a part of the samples tells whether a small network is exact, and few inputs are not searched for.</summary>
    public const int SamplesOfTrial = 5000;

    /// <summary>Up to so many samples every split of a search for few inputs is worth its time at once.</summary>
    private const int SamplesOfAllSplits = 100;

    /// <summary>Numbers of the target for every weight of a network that meets them by no accident.</summary>
    private const int NumbersPerWeight = 4;

    /// <summary>
    /// The part of the bag's loss below which the search looks better, and has to prove it: it chose by the samples that judge it, and the bag is
    /// better as a whole than the part of it that had not seen a sample.
    /// </summary>
    public const double LooksBetter = 0.95;

    /// <summary>Standard errors by which the bag must beat the mean.</summary>
    public const double BeyondChance = 1;

    /// <summary>
    /// The same of classes, which no permutation test has judged, below which a fit must prove itself on rows that have chosen nothing: windows choose
    /// iterations and settings, and are better than the shares by that alone.
    /// </summary>
    public const double BeyondDoubt = 6;

    /// <summary>The part of the rows that judges a proof.</summary>
    public const double ShareOfProof = 0.25;

    /// <summary>The same where the permutation test has found no signal.</summary>
    public const double BeyondNoSignal = 3;

    public const double AfterFast = 0.05;

    public const double AfterFirstSplit = 0.3;

    public const double AfterTabular = 0.95;

    /// <summary>Whether weights are few beside the numbers of the target.</summary>
    public static bool AreFew(long weights, long numbers) => NumbersPerWeight * weights <= numbers;

    /// <summary>Splits of the samples that a search for few inputs tries before the bag runs.</summary>
    public static int SplitsAtFirst(int samples) => samples <= SamplesOfAllSplits ? SparseSettings.MostSplits : 1;
}
