namespace NeuronPursuit;

/// <summary>The distances of a column from its median between two powers of two.</summary>
/// <param name="Exponent">They are at least 2^Exponent and less than twice that.</param>
/// <param name="Weight">The weight of their rows.</param>
/// <param name="Followed">The weight of those rows whose target is far from all others, too.</param>
/// <param name="Smallest">The smallest of them.</param>
/// <param name="Largest">The largest of them.</param>
/// <param name="Squares">The weighted sum of their squares, in units of 4^Exponent.</param>
internal readonly record struct DistanceBin(int Exponent, double Weight, double Followed, double Smallest, double Largest, double Squares)
{
    public DistanceBin Plus(DistanceBin other) => new(
        Exponent,
        Weight + other.Weight,
        Followed + other.Followed,
        Math.Min(Smallest, other.Smallest),
        Math.Max(Largest, other.Largest),
        Squares + other.Squares);
}

/// <summary>
/// All distances of a column, in few numbers that shards can send: a gap of more than an octave is seen exactly.
/// </summary>
internal sealed class DistanceBins
{
    private const int NumbersOfBin = 6;

    private readonly Dictionary<int, DistanceBin> _bins = [];

    /// <summary>The weight of all rows that have a value.</summary>
    public double Total { get; private set; }

    public void Add(double distance, double weight, bool isFollowed)
    {
        Total += weight;
        if (distance > 0 && weight > 0)
        {
            int exponent = Math.ILogB(distance);
            double part = Math.ScaleB(distance, -exponent);
            Merge(new DistanceBin(exponent, weight, isFollowed ? weight : 0, distance, distance, weight * part * part));
        }
    }

    public DistanceBin[] Ascending() => [.. _bins.Values.OrderBy(bin => bin.Exponent)];

    /// <summary>The part of the weight behind the end of a bin.</summary>
    public double ShareBeyond(double distance) => _bins.Values.Sum(bin => bin.Smallest > distance ? bin.Weight : 0) / Total;

    public double[] ToNumbers() =>
        [Total, .. Ascending().SelectMany(bin => (double[])[bin.Exponent, bin.Weight, bin.Followed, bin.Smallest, bin.Largest, bin.Squares])];

    /// <summary>Adds what <see cref="ToNumbers"/> gave elsewhere.</summary>
    public void Add(ReadOnlySpan<double> numbers)
    {
        if (numbers.Length % NumbersOfBin != 1)
        {
            throw new InvalidDataException($"{numbers.Length} numbers are no distances of a column.");
        }

        Total += numbers[0];
        for (int place = 1; place < numbers.Length; place += NumbersOfBin)
        {
            ReadOnlySpan<double> bin = numbers.Slice(place, NumbersOfBin);
            Merge(new DistanceBin((int)bin[0], bin[1], bin[2], bin[3], bin[4], bin[5]));
        }
    }

    private void Merge(DistanceBin bin) =>
        _bins[bin.Exponent] = _bins.TryGetValue(bin.Exponent, out DistanceBin own) ? own.Plus(bin) : bin;
}
