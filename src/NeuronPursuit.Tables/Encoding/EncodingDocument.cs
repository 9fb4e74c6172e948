using System.Text.Json.Serialization;

namespace NeuronPursuit;

/// <summary>An encoding as a file holds it: its kind, and what that kind needs.</summary>
internal sealed record EncodingDocument(string Kind)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool[]? Rare { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? HasMissing { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string[]? Inputs { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[][]? Means { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? MissingMeans { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double[]? AllMeans { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Parts { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Origin { get; init; }

    /// <summary>The encoding of a column.</summary>
    /// <exception cref="InvalidDataException">It does not fit the column.</exception>
    public ColumnEncoding ToEncoding(ColumnSchema column)
    {
        int levels = column.Categories.Count;
        return Kind switch
        {
            PlainEncoding.Kind when column.Kind is ColumnKind.Number or ColumnKind.YesNo => new PlainEncoding(column.Name, column.Kind == ColumnKind.YesNo),
            OneHotEncoding.Kind when column.Kind == ColumnKind.Category && Rare?.Length == levels && HasMissing is { } missing && levels > 0 =>
                new OneHotEncoding(column, Rare, missing),
            DateEncoding.Kind when column.Kind == ColumnKind.Date && Parts is > 0 and < 16 && Origin is { } origin && double.IsFinite(origin) =>
                new DateEncoding(column.Name, (DateParts)Parts, origin),
            TargetMeanEncoding.Kind when column.Kind == ColumnKind.Category && Inputs is { Length: > 0 } inputs && inputs.All(name => name is not null)
                && Means?.Length == levels && AllMeans is { } all && MissingMeans is { } none
                && Means.Append(all).Append(none).All(means => means is not null && means.Length == inputs.Length && means.All(double.IsFinite)) =>
                new TargetMeanEncoding(inputs, Means, none, all),
            _ => throw new InvalidDataException($"The file is damaged: column '{column.Name}' ({column.Kind}) has an encoding '{Kind}' that does not fit it."),
        };
    }
}
