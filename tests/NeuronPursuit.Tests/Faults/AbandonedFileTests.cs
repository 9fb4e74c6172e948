namespace NeuronPursuit.Tests.Faults;

/// <summary>What a process leaves in a checkpoint directory that was killed while it wrote.</summary>
public class AbandonedFileTests
{
    private const string Guid = "0123456789abcdef0123456789abcdef";

    private static readonly (double[,] X, double[] y) Data = Problems.Gaussian(40, 3, 122, x => Math.Abs(x[0]) - x[1]);

    public static TheoryData<string> Kinds => ["pursuit", "bag", "shards"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_HalfWrittenFileOfADeadProcess_RemovesIt(string kind)
    {
        using var folder = new TemporaryFolder();
        string[] abandoned =
        [
            Write(folder, $"pursuit.checkpoint.json.{Guid}.tmp", TimeSpan.FromMinutes(61)),
            Write(folder, $"member-1-2.checkpoint.json.{Guid}.tmp", TimeSpan.FromDays(3)),
        ];

        Fit(kind, folder.Path);

        abandoned.Should().NotContain(file => File.Exists(file));
        Directory.GetFiles(folder.Path, "*.checkpoint.json").Should().NotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_FilesOfOthers_LeavesThem(string kind)
    {
        using var folder = new TemporaryFolder();
        string[] others =
        [
            Write(folder, $"pursuit.checkpoint.json.{Guid}.tmp", TimeSpan.FromMinutes(59)),
            Write(folder, "pursuit.checkpoint.json.tmp", TimeSpan.FromDays(1)),
            Write(folder, "pursuit.checkpoint.json.of my own.tmp", TimeSpan.FromDays(1)),
            Write(folder, $"notes.{Guid}.tmp", TimeSpan.FromDays(1)),
            Write(folder, $"pursuit.checkpoint.json.{Guid}", TimeSpan.FromDays(1)),
        ];

        Fit(kind, folder.Path);

        others.Should().OnlyContain(file => File.Exists(file));
    }

    /// <summary>A writer that lives, however slow, keeps its file: it has written to it lately.</summary>
    [Fact]
    public void RemoveAbandoned_WhileAnotherWrites_LeavesItsFile()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("pursuit.checkpoint.json");

        AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            AtomicFile.RemoveAbandoned(folder.Path, ".checkpoint.json");
        });

        File.ReadAllBytes(path).Should().Equal(1);
    }

    [Fact]
    public void RemoveAbandoned_NoDirectory_DoesNothing()
    {
        Action remove = () => AtomicFile.RemoveAbandoned("/there/is/none", ".checkpoint.json");

        remove.Should().NotThrow();
    }

    private static string Write(TemporaryFolder folder, string name, TimeSpan age)
    {
        File.WriteAllText(folder.File(name), "half");
        File.SetLastWriteTimeUtc(folder.File(name), DateTime.UtcNow - age);
        return folder.File(name);
    }

    private static void Fit(string kind, string checkpoints)
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithMaxIterations(2).WithRestarts(4).WithCheckpoints(checkpoints);
        switch (kind)
        {
            case "bag":
                builder.WithRecipe(PursuitRecipe.Tabular).WithDepth(2).WithActivation(HomogeneousActivation.ReLU)
                    .WithWeightDecay(1e-3).WithEnsemble(2).Fit(Data.X, Data.y);
                break;
            case "shards":
                builder.Fit(new Sharding.MatrixShards(Data, 2));
                break;
            default:
                builder.Fit(Data.X, Data.y);
                break;
        }
    }
}
