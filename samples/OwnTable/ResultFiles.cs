using NeuronPursuit;

namespace OwnTable;

/// <summary>The files that a run leaves behind.</summary>
public sealed class ResultFiles(string folder, Features features, Arguments arguments)
{
    private readonly List<string> _written = [];

    public IReadOnlyList<string> Written => _written;

    public string Target => arguments.Target;

    /// <summary>The path of a file that is being written.</summary>
    public string Add(string name)
    {
        _written.Add(name);
        return Path.Combine(folder, name);
    }

    /// <summary>The title, names and settings of the report.</summary>
    public ReportOptions Report => new()
    {
        Title = $"{Path.GetFileNameWithoutExtension(arguments.File)}: {arguments.Target}",
        ColumnNames = features.Names,
        Settings = [new("recipe", "Tabular"), new("seed", $"{Application.Seed}"), new("data", "measured on the fifth of the rows that was not trained on")],
    };

    /// <summary>The pictures, and what is needed to encode text when the model is used.</summary>
    /// <param name="outputs">Names of the outputs: the target, or the classes.</param>
    public void SavePictures(NeuronPursuitModel model, IReadOnlyList<string> outputs)
    {
        model.PlotNetwork(new PlotOptions { ColumnNames = features.Names, OutputNames = outputs }).SavePng(Add("network.png"));
        model.History.PlotErrors().SavePng(Add("errors.png"));
        features.Encoder?.Save(Add("encoder.json"));
    }
}
