using System.Text.Json;

namespace NeuronPursuit;

/// <summary>Models of tables as one file of JSON.</summary>
internal static class TableModelSerializer
{
    public const string Format = "NeuronPursuit.TableModel";
    private const int Version = 1;

    public static void Save(TableModel model, Stream stream)
    {
        using var core = new MemoryStream();
        if (model.IsClassifier)
        {
            model.Classifier.Save(core);
        }
        else
        {
            model.Model.Save(core);
        }

        using var parsed = JsonDocument.Parse(core.GetBuffer().AsMemory(0, (int)core.Length));
        TableSchema schema = model.Schema;
        JsonSerializer.Serialize(
            stream,
            new TableModelDocument(
                Format,
                Version,
                new TableSchemaDocument(
                    schema.Columns, schema.RowCount, schema.Fingerprint, schema.Recipe, schema.Seed, schema.LibraryVersion, schema.TrainedOn),
                [.. model.Encoder.Encodings.Select(encoding => encoding.ToDocument())],
                model.Findings,
                model.IsClassifier,
                parsed.RootElement),
            TableDocumentContext.Default.TableModelDocument);
    }

    /// <exception cref="InvalidDataException">It is something else, or damaged.</exception>
    public static TableModel Load(Stream stream)
    {
        try
        {
            using JsonDocument file = JsonDocument.Parse(stream);
            RequireHead(file.RootElement);
            TableModelDocument document = file.Deserialize(TableDocumentContext.Default.TableModelDocument)
                ?? throw new InvalidDataException("The file is no model of a table: it holds null.");
            return ToModel(document);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"The file is no model of a table, or a damaged one: {exception.Message}", exception);
        }
    }

    private static void RequireHead(JsonElement root)
    {
        string? format = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("format", out JsonElement found) && found.ValueKind == JsonValueKind.String
            ? found.GetString()
            : null;
        if (format != Format)
        {
            string advice = format switch
            {
                "NeuronPursuit.Model" => " It is a model of arrays: NeuronPursuitModel.Load reads it.",
                "NeuronPursuit.Classifier" => " It is a classifier of arrays: NeuronPursuitClassifier<TLabel>.Load reads it.",
                _ => "",
            };
            throw new InvalidDataException($"The file is no model of a table: its format is '{format}'; '{Format}' was expected.{advice}");
        }

        if (!root.TryGetProperty("version", out JsonElement version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out int number) || number != Version)
        {
            throw new InvalidDataException($"The model's format version is {(root.TryGetProperty("version", out JsonElement other) ? other.GetRawText() : "missing")}; this library reads version {Version}.");
        }
    }

    private static TableModel ToModel(TableModelDocument document)
    {
        TableSchemaDocument own = document.Schema;
        SchemaChecks.Require(own.Columns, document.IsClassifier);
        var schema = new TableSchema
        {
            Columns = own.Columns,
            RowCount = own.RowCount,
            Fingerprint = own.Fingerprint,
            Recipe = own.Recipe,
            Seed = own.Seed,
            LibraryVersion = own.LibraryVersion,
            TrainedOn = own.TrainedOn,
        };
        ColumnSchema[] inputs = [.. schema.Inputs];
        SchemaChecks.Require(document.Encodings.Count == inputs.Length && document.Encodings.All(one => one is not null), $"{document.Encodings.Count} encodings do not fit {inputs.Length} columns");
        SchemaChecks.Require(document.Findings.All(finding => finding is not null), "findings has an entry that is null");
        var encoder = new TableEncoder(inputs, [.. inputs.Zip(document.Encodings, (column, encoding) => encoding.ToEncoding(column))]);
        using var core = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(document.Model, TableDocumentContext.Default.JsonElement));
        NeuronPursuitClassifier<string>? classifier = document.IsClassifier ? NeuronPursuitClassifier<string>.Load(core) : null;
        NeuronPursuitModel model = classifier?.Model ?? NeuronPursuitModel.Load(core);
        SchemaChecks.Require(
            model.InputCount == encoder.InputNames.Count && (classifier is not null || model.OutputCount == 1),
            $"its model takes {model.InputCount} inputs and gives {model.OutputCount} outputs, but the columns give {encoder.InputNames.Count} inputs");
        SchemaChecks.Require(
            classifier is null || classifier.Labels.All(schema.Target.Categories.Contains),
            "its classes are not those of the target");
        return classifier is null
            ? new TableModel(schema, encoder, model, document.Findings)
            : new TableModel(schema, encoder, classifier, document.Findings);
    }
}
