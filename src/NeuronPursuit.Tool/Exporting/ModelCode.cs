namespace NeuronPursuit;

/// <summary>A model of a table as source code. All that exports goes through here.</summary>
internal static class ModelCode
{
    public static string Of(TableModel model, CodeTarget target, CodeOptions options)
    {
        CodeOptions named = options with { InputNames = model.InputNames };
        return model.IsClassifier ? model.Classifier.ToCode(target, named) : model.Model.ToCode(target, named);
    }

    /// <summary>Writes ONNX, whose inputs are the encoded ones.</summary>
    public static void SaveOnnx(TableModel model, Stream stream)
    {
        if (model.IsClassifier)
        {
            model.Classifier.SaveAsOnnx(stream, columnNames: model.InputNames);
        }
        else
        {
            model.Model.SaveAsOnnx(stream, columnNames: model.InputNames);
        }
    }
}
