namespace NeuronPursuit;

/// <summary>Keeps the finished members of a bag, so that an interrupted fit need not run them again.</summary>
internal interface IMemberStore
{
    /// <summary>A finished member, or null.</summary>
    /// <param name="name">Which one: unique in the bag.</param>
    ValidatedResult? Load(string name);

    /// <summary>Keeps a finished member.</summary>
    /// <param name="name">Which one: unique in the bag.</param>
    /// <param name="result">What became of it.</param>
    void Save(string name, ValidatedResult result);
}
