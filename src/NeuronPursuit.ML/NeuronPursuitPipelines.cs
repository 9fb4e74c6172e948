using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace NeuronPursuit;

/// <summary>Looks into pipelines with a <see cref="NeuronPursuitTrainer"/>.</summary>
public static class NeuronPursuitPipelines
{
    /// <summary>The model in a pipeline, fitted or loaded: the last one if there are several.</summary>
    /// <param name="pipeline">A pipeline of transformers, or the one of <see cref="NeuronPursuitTrainer.Fit"/>.</param>
    /// <returns>The model, as in <see cref="NeuronPursuitTransformer.Model"/>.</returns>
    /// <exception cref="ArgumentException">The pipeline has no such model.</exception>
    public static NeuronPursuitModel GetNeuronPursuitModel(this ITransformer pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return Find(pipeline) ?? throw new ArgumentException(
            "The pipeline has no step of a NeuronPursuit trainer. Pass what Fit of a pipeline with one returned, or what Model.Load loaded.",
            nameof(pipeline));
    }

    private static NeuronPursuitModel? Find(ITransformer transformer)
    {
        if (transformer is NeuronPursuitTransformer { Model: var model })
        {
            return model;
        }

        if (transformer is not IEnumerable<ITransformer> chain)
        {
            return null;
        }

        ITransformer[] steps = [.. chain];
        for (int step = steps.Length - 1; step >= 0; step--)
        {
            NeuronPursuitModel? found = step > 0 && steps[step - 1] is CustomMappingTransformer<NoColumns, ModelKey>
                ? ModelOf((ValueMappingTransformer)steps[step])
                : Find(steps[step]);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Lets the lookup of the model map a row that has nothing but the key.</summary>
    private static NeuronPursuitModel ModelOf(ValueMappingTransformer lookup)
    {
        IDataView row = new MLContext().Data.LoadFromEnumerable([new ModelKey { Key = ModelKey.Value }]);
        ReadOnlyMemory<char> text = lookup.Transform(row).GetColumn<ReadOnlyMemory<char>>(TemporaryColumns.Model).First();
        return StoredModel.Parse(text.Span).Model;
    }
}
