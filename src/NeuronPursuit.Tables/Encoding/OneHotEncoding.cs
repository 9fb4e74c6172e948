namespace NeuronPursuit;

/// <summary>
/// A column of 0 and 1 for each category that training has often enough; one for the others together, which stands for unseen ones too, and
/// one for missing cells, where training has such.
/// </summary>
internal sealed class OneHotEncoding : ColumnEncoding
{
    public const string Kind = "oneHot";

    /// <summary>A category in fewer rows than these says too little of itself.</summary>
    public const int FewRows = 3;

    private readonly int[] _inputOfLevel;
    private readonly int _other = -1;
    private readonly int _missing = -1;

    /// <param name="schema">With its categories.</param>
    /// <param name="rare">For every category whether it is one of the others.</param>
    /// <param name="hasMissing">Whether missing cells have an input.</param>
    public OneHotEncoding(ColumnSchema schema, bool[] rare, bool hasMissing)
    {
        Rare = rare;
        HasMissing = hasMissing;
        var names = new List<string>();
        _inputOfLevel = new int[rare.Length];
        for (int level = 0; level < rare.Length; level++)
        {
            if (!rare[level])
            {
                _inputOfLevel[level] = names.Count;
                names.Add($"{schema.Name}={schema.Categories[level]}");
            }
        }

        if (rare.Contains(true))
        {
            _other = names.Count;
            names.Add($"{schema.Name}=(other)");
        }

        if (hasMissing)
        {
            _missing = names.Count;
            names.Add($"{schema.Name}=(missing)");
        }

        for (int level = 0; level < rare.Length; level++)
        {
            _inputOfLevel[level] = rare[level] ? _other : _inputOfLevel[level];
        }

        Inputs = names;
    }

    public bool[] Rare { get; }

    public bool HasMissing { get; }

    public override string Description => "a column per category";

    public override IReadOnlyList<string> Inputs { get; }

    public static OneHotEncoding Fit(ColumnSchema schema, double[] values)
    {
        int[] counts = new int[schema.Categories.Count];
        bool missing = false;
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                missing = true;
            }
            else if (value >= 0)
            {
                counts[(int)value]++;
            }
        }

        bool[] rare = Array.ConvertAll(counts, count => count < FewRows);
        return new OneHotEncoding(schema, Array.TrueForAll(rare, one => one) ? new bool[rare.Length] : rare, missing);
    }

    public override void Encode(double value, Span<double> inputs)
    {
        inputs.Clear();
        int input = InputOf(value);
        if (input >= 0)
        {
            inputs[input] = 1;
        }
    }

    /// <summary>The place of the input that is 1 for a cell; negative for none.</summary>
    public int InputOf(double value) => double.IsNaN(value) ? _missing : value == Alignment.Unseen ? _other : _inputOfLevel[(int)value];

    public override EncodingDocument ToDocument() => new(Kind) { Rare = Rare, HasMissing = HasMissing };
}
