namespace NeuronPursuit;

/// <summary>A model of a table as source code. All that exports goes through here.</summary>
internal static class ModelCode
{
    public static string Of(TableModel model, CodeTarget target, CodeOptions options)
    {
        CodeOptions named = options with { InputNames = model.InputNames };
        return model.IsClassifier ? model.Classifier.ToCode(target, named) : model.Model.ToCode(target, named);
    }
}
