namespace NeuronPursuit;

/// <summary>The preparation of inputs to a document and back, checking everything a file claims before it is used.</summary>
internal static class InputDocuments
{
    /// <summary>Null where the networks see the columns as they are.</summary>
    public static IReadOnlyList<InputDocument>? From(InputMap map)
    {
        if (map.IsIdentity)
        {
            return null;
        }

        var documents = new List<InputDocument>();
        foreach (InputColumn column in map.Columns)
        {
            documents.Add(new InputDocument(
                column.Source,
                column.Kind,
                column.Offset,
                column.Scale,
                double.IsPositiveInfinity(column.Clip) ? null : column.Clip,
                double.IsNaN(column.WhereMissing) ? null : column.WhereMissing,
                column.Curve));
        }

        return documents;
    }

    /// <param name="documents">What the file says, or null for columns as they are.</param>
    /// <param name="count">Inputs of the networks, the constant not counted.</param>
    public static InputMap ToMap(IReadOnlyList<InputDocument>? documents, int count)
    {
        if (documents is null)
        {
            return InputMap.Identity(count);
        }

        Require(documents.Count == count, $"inputs has {documents.Count} entries but the networks have {count} inputs");
        Require(documents.All(document => document is not null), "inputs has an entry that is null");
        int sources = documents.Count(document => document.Kind == NetworkInputKind.Value);
        for (int input = 0; input < count; input++)
        {
            InputDocument document = documents[input];
            Require(
                input < sources
                    ? document.Kind == NetworkInputKind.Value && document.Column == input
                    : document.Kind is NetworkInputKind.Rank or NetworkInputKind.Missing
                        && document.Column >= 0 && document.Column < sources,
                $"inputs[{input}] is {document.Kind} of column {document.Column}; the values of all columns come first, in their order, then ranks and marks of the same columns");
        }

        return new InputMap(documents.Select(ToColumn));
    }

    private static InputColumn ToColumn(InputDocument document, int input)
    {
        string name = $"inputs[{input}]";
        Require(double.IsFinite(document.Offset), $"{name} has an offset that is not finite");
        DocumentChecks.RequireScale(document.Scale, name);
        Require(document.Clip is not { } clip || clip >= 0, $"{name} has a clip that is negative or no number");
        Require(
            document.WhereMissing is not { } value || double.IsFinite(value), $"{name} has a whereMissing that is not finite");
        Require(
            document.Kind != NetworkInputKind.Missing || document.WhereMissing is not null,
            $"{name} marks missing values but has no whereMissing");
        Require(
            (document.Kind == NetworkInputKind.Rank) == (document.Curve is not null),
            $"{name} is {document.Kind}; ranks have a curve and nothing else has one");
        if (document.Curve is { } curve)
        {
            Require(
                curve.Values.Length == curve.Ranks.Length && curve.Values.Length > 0,
                $"the curve of {name} has {curve.Values.Length} values and {curve.Ranks.Length} ranks");
            Require(
                IsAscending(curve.Values) && IsAscending(curve.Ranks) && curve.Ranks[0] >= 0 && curve.Ranks[^1] <= 1,
                $"the curve of {name} must have finite, ascending values and ascending ranks from 0 to 1");
        }

        return new InputColumn(document.Column, document.Kind, document.Offset, document.Scale)
        {
            Clip = document.Clip ?? double.PositiveInfinity,
            WhereMissing = document.WhereMissing ?? double.NaN,
            Curve = document.Curve,
        };
    }

    private static bool IsAscending(double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]) || (i > 0 && !(values[i] > values[i - 1])))
            {
                return false;
            }
        }

        return true;
    }

    private static void Require(bool condition, string problem) => DocumentChecks.Require(condition, problem);
}
