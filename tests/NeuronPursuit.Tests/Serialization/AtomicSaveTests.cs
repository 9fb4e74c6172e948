namespace NeuronPursuit.Tests.Serialization;

/// <summary>Saving leaves the old file or the new one, and nothing else.</summary>
public class AtomicSaveTests
{
    private static readonly NeuronPursuitModel Model = TestModels.Plain([1, 1, 1], [2, 3]);

    [Fact]
    public void Save_OverAnOldFile_ReplacesIt()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.json");
        File.WriteAllText(path, new string('x', 100_000));

        Model.Save(path);

        NeuronPursuitModel.Load(path).Predict([1]).Should().Be(6);
        Directory.GetFileSystemEntries(folder.Path).Should().Equal(path);
    }

    [Fact]
    public void Write_ThatFailsHalfway_KeepsTheOldFileAndLeavesNoOther()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.json");
        File.WriteAllText(path, "old");

        Action write = () => AtomicFile.Write(path, stream =>
        {
            stream.Write("half of the n"u8);
            throw new IOException("the disk is full");
        });

        write.Should().Throw<IOException>().WithMessage("the disk is full");
        File.ReadAllText(path).Should().Be("old");
        Directory.GetFileSystemEntries(folder.Path).Should().Equal(path);
    }

    [Fact]
    public void Save_WhereADirectoryStands_ThrowsAndLeavesNothing()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.json");
        Directory.CreateDirectory(path);

        Action save = () => Model.Save(path);

        save.Should().Throw<Exception>().Which.Should().Match(e => e is IOException || e is UnauthorizedAccessException);
        Directory.GetFileSystemEntries(folder.Path).Should().Equal(path);
    }

    [Fact]
    public void Save_IntoAMissingDirectory_NamesIt()
    {
        using var folder = new TemporaryFolder();

        Action save = () => Model.Save(folder.File("missing/model.json"));

        save.Should().Throw<DirectoryNotFoundException>().WithMessage("*model.json cannot be written: there is no directory *missing. Create it first.");
    }

    [Fact]
    public void SaveAndLoad_NullOrEmptyArguments_AreRefused()
    {
        FluentActions.Invoking(() => Model.Save((string)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Model.Save("")).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Model.Save((Stream)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => NeuronPursuitModel.Load((string)null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => NeuronPursuitModel.Load((Stream)null!)).Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Load_MissingFile_ThrowsFileNotFound()
    {
        using var folder = new TemporaryFolder();

        FluentActions.Invoking(() => NeuronPursuitModel.Load(folder.File("none.json"))).Should().Throw<FileNotFoundException>();
    }
}
