using PaperExperiments;
using PaperExperiments.Runner;

namespace NeuronPursuit.Tests.Samples.Paper;

/// <summary>
/// `all --quick`, run once for all tests that look at its results: put them into the collection of this name, with the
/// trait Category=Slow.
/// </summary>
public sealed class QuickRun : IDisposable
{
    public const string Collection = "all --quick";

    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();

    public QuickRun()
    {
        ExitCode = Application.Run(
            ["all", "--quick", "--out", _folder.Path], PaperExperiments.Catalog.All, _output, _output, CancellationToken.None);
    }

    public int ExitCode { get; }

    public string Output => _output.ToString();

    public string Folder => _folder.Path;

    /// <summary>The finished runs of an experiment, read from its CSV.</summary>
    public ResultSet Results(string experiment) => RunStore.Read(Path.Combine(_folder.Path, experiment), quick: true);

    public void Dispose() => _folder.Dispose();
}

/// <summary>Alone, since the processor time of a run is that of the whole process.</summary>
[CollectionDefinition(QuickRun.Collection, DisableParallelization = true)]
public sealed class QuickRunGroup : ICollectionFixture<QuickRun>;
