using NeuronPursuit.Tests.Inspection;

namespace NeuronPursuit.Tests;

/// <summary>What every file format of models promises. A new one derives from this and says how it writes and reads.</summary>
public abstract class ModelFormatContract
{
    /// <summary>Whether any changed bit is noticed, as by a hash. A format of text cannot see a changed digit.</summary>
    protected virtual bool NoticesEveryDamage => false;

    /// <summary>Writes a model to a stream of the caller's.</summary>
    protected abstract void Write(NeuronPursuitModel model, Stream stream);

    /// <summary>Reads what was written, and gives the prediction for one sample, one number per output.</summary>
    protected abstract Func<double[], double[]> Read(Stream stream);

    /// <summary>Whether the format can say what a model does.</summary>
    protected abstract bool CanHold(NeuronPursuitModel model);

    [Fact]
    public void ReadAndWrite_ModelsThatItHolds_PredictAsTheyDo()
    {
        int held = 0;
        foreach ((NeuronPursuitModel model, double[,] samples) in Models().Where(item => CanHold(item.Model)))
        {
            using var stream = new MemoryStream();
            Write(model, stream);
            stream.Position = 0;
            Func<double[], double[]> predict = Read(stream);

            double[,] expected = model.PredictAll(samples);
            for (int row = 0; row < samples.GetLength(0); row++)
            {
                predict(ScalarReference.Row(samples, row)).ShouldAgreeWith(ScalarReference.Row(expected, row), 1e-10);
            }

            held++;
        }

        held.Should().BeGreaterThan(3, "a format that holds next to nothing is none");
    }

    [Fact]
    public void Write_SameModel_GivesTheSameBytes()
    {
        NeuronPursuitModel model = First();

        Bytes(model).Should().Equal(Bytes(model));
    }

    [Fact]
    public void Write_AndRead_LeaveTheStreamOpen()
    {
        using var stream = new MemoryStream();
        Write(First(), stream);
        stream.CanWrite.Should().BeTrue();
        stream.Position = 0;
        Read(stream);

        stream.CanRead.Should().BeTrue();
    }

    [Fact]
    public void Write_ModelThatItCannotHold_RefusesAndWritesNothing()
    {
        foreach ((NeuronPursuitModel model, _) in Models().Where(item => !CanHold(item.Model)))
        {
            using var stream = new MemoryStream();

            Action write = () => Write(model, stream);

            write.Should().Throw<NotSupportedException>();
            stream.Length.Should().Be(0);
        }
    }

    [Fact]
    public void Read_FileThatIsCutOffAnywhere_IsInvalid()
    {
        byte[] bytes = Bytes(First());
        for (int length = 0; length < bytes.Length; length++)
        {
            ShouldBeInvalid(bytes[..length], $"it ends after {length} of {bytes.Length} bytes");
        }
    }

    [Fact]
    public void Read_ForeignFile_IsInvalid()
    {
        ShouldBeInvalid("{ \"format\": \"something else\" }"u8.ToArray(), "it is JSON of another kind");
        ShouldBeInvalid("height,weight\n180,70\n"u8.ToArray(), "it is a table");
        ShouldBeInvalid([.. Enumerable.Range(0, 1000).Select(i => (byte)(i * 37))], "it is noise");
        ShouldBeInvalid(new byte[1000], "it is zeros");
    }

    [Fact]
    public void Read_FileWithADamagedByte_IsInvalidOrReadable()
    {
        // What a format sees must be this exception, and nothing may hang or overflow.
        byte[] bytes = Bytes(First());
        var random = new Random(3);
        for (int damage = 0; damage < 300; damage++)
        {
            byte[] damaged = [.. bytes];
            damaged[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            using var stream = new MemoryStream(damaged);
            try
            {
                Read(stream);
                NoticesEveryDamage.Should().BeFalse("a damaged byte was not noticed");
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    private static IEnumerable<(NeuronPursuitModel Model, double[,] Samples)> Models() =>
        from seed in Enumerable.Range(0, 80)
        let model = RandomModels.Create(seed)
        let allowsMissing = model.NetworkInputs.Any(input => input.Kind == NetworkInputKind.Missing)
        select (model, RandomModels.Samples(7, seed, allowsMissing));

    private NeuronPursuitModel First() => Models().First(item => CanHold(item.Model)).Model;

    private byte[] Bytes(NeuronPursuitModel model)
    {
        using var stream = new MemoryStream();
        Write(model, stream);
        return stream.ToArray();
    }

    private void ShouldBeInvalid(byte[] bytes, string because)
    {
        using var stream = new MemoryStream(bytes);

        Action read = () => Read(stream);

        read.Should().Throw<InvalidDataException>(because).Which.Message.Should().NotBeNullOrWhiteSpace();
    }
}
