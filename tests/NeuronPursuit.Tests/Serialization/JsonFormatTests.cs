namespace NeuronPursuit.Tests.Serialization;

/// <summary>The library's own format keeps the contract of formats.</summary>
public class JsonFormatTests : ModelFormatContract
{
    protected override void Write(NeuronPursuitModel model, Stream stream) => model.Save(stream);

    protected override Func<double[], double[]> Read(Stream stream)
    {
        var model = NeuronPursuitModel.Load(stream);
        return x =>
        {
            double[] outputs = new double[model.OutputCount];
            model.Predict(x, outputs);
            return outputs;
        };
    }

    protected override bool CanHold(NeuronPursuitModel model) => true;
}
