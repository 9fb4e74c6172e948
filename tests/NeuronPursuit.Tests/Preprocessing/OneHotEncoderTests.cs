using System.Text;

namespace NeuronPursuit.Tests.Preprocessing;

public class OneHotEncoderTests
{
    private static readonly string[,] Table = { { "b", "" }, { "a", "x" }, { "B", "x" } };

    [Fact]
    public void Transform_FittedTable_HasOneOnePerColumnInOrdinalOrder()
    {
        OneHotEncoder encoder = OneHotEncoder.Fit(Table);

        encoder.Categories.Should().BeEquivalentTo(
            new string[][] { ["B", "a", "b"], ["", "x"] }, options => options.WithStrictOrdering());
        encoder.EncodedCount.Should().Be(5);
        encoder.Transform(Table).Cast<double>().Should().Equal(0, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1);
        encoder.Transform(new string[0, 2]).GetLength(1).Should().Be(5);
    }

    [Fact]
    public void Transform_UnknownCategory_IsZerosOrAnError()
    {
        string[,] other = { { "a", "x" }, { "a", "y" } };

        OneHotEncoder.Fit(Table).Transform(other).Cast<double>().Should().Equal(0, 1, 0, 0, 1, 0, 1, 0, 0, 0);
        FluentActions.Invoking(() => OneHotEncoder.Fit(Table, UnknownCategory.Fail).Transform(other))
            .Should().Throw<ArgumentException>().WithMessage("table[1, 1] is 'y'*none of the 2 categories*");
    }

    [Fact]
    public void FitAndTransform_WrongTables_SayWhatIsWrong()
    {
        FluentActions.Invoking(() => OneHotEncoder.Fit(new string[0, 2])).Should().Throw<ArgumentException>().WithMessage("The table is 0 x 2*");
        FluentActions.Invoking(() => OneHotEncoder.Fit(Table, (UnknownCategory)5)).Should().Throw<ArgumentException>().WithMessage("*unknown is 5*");
        FluentActions.Invoking(() => OneHotEncoder.Fit(new string[,] { { "a", null! } })).Should().Throw<ArgumentException>().WithMessage("table[0, 1] is null*");
        FluentActions.Invoking(() => OneHotEncoder.Fit(Table).Transform(new string[1, 3])).Should().Throw<ArgumentException>().WithMessage("The table has 3 columns*fitted on 2*");
    }

    [Fact]
    public void SaveAndLoad_Encoder_EncodesAlike()
    {
        OneHotEncoder saved = OneHotEncoder.Fit(Table, UnknownCategory.Fail);
        using var stream = new MemoryStream();
        saved.Save(stream);
        stream.Position = 0;

        OneHotEncoder loaded = OneHotEncoder.Load(stream);

        loaded.Unknown.Should().Be(UnknownCategory.Fail);
        loaded.Transform(Table).Should().BeEquivalentTo(saved.Transform(Table));
    }

    [Theory]
    [InlineData("{}", "The file is no encoder*")]
    [InlineData("""{"format":"NeuronPursuit.OneHotEncoder","version":1,"unknown":"Zeros","categories":[]}""", "*damaged*categories*")]
    [InlineData("""{"format":"NeuronPursuit.OneHotEncoder","version":1,"unknown":"Zeros","categories":[[]]}""", "*damaged*categories*")]
    [InlineData("""{"format":"NeuronPursuit.OneHotEncoder","version":1,"unknown":"Zeros","categories":[["b","a"]]}""", "*damaged*ascending*")]
    [InlineData("""{"format":"NeuronPursuit.OneHotEncoder","version":1,"unknown":"Zeros","categories":[["b",null]]}""", "*damaged*categories*")]
    [InlineData("""{"format":"NeuronPursuit.OneHotEncoder","version":1,"unknown":7,"categories":[["b"]]}""", "*damaged*unknown*")]
    public void Load_DamagedEncoder_SaysWhatIsWrong(string text, string message) =>
        FluentActions.Invoking(() => OneHotEncoder.Load(new MemoryStream(Encoding.UTF8.GetBytes(text))))
            .Should().Throw<InvalidDataException>().WithMessage(message);
}
