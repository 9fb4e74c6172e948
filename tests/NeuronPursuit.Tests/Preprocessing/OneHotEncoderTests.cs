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
    public void GetNames_OfFittedColumns_NamesEveryEncodedColumn()
    {
        OneHotEncoder encoder = OneHotEncoder.Fit(Table);

        encoder.GetNames(["size", "mark"]).Should().Equal("size=B", "size=a", "size=b", "mark=", "mark=x");
        encoder.GetNames().Should().Equal("column 1=B", "column 1=a", "column 1=b", "column 2=", "column 2=x");
        encoder.ToString().Should().Be("OneHotEncoder: 2 columns of text, 5 of 0 and 1");
        FluentActions.Invoking(() => encoder.GetNames(["size"])).Should().Throw<ArgumentException>().WithMessage("columnNames has 1 entries*2 columns*");
        FluentActions.Invoking(() => encoder.GetNames(["size", null!])).Should().Throw<ArgumentException>().WithMessage("*null*");
    }

    [Fact]
    public void Append_NumbersAndTexts_PutsTheTextsBehind()
    {
        OneHotEncoder encoder = OneHotEncoder.Fit(Table);
        double[,] numbers = { { 1.5, double.NaN }, { -2, 3 }, { 0, 7 } };

        double[,] both = encoder.Append(numbers, Table);

        both.Cast<double>().Should().Equal(1.5, double.NaN, 0, 0, 1, 1, 0, -2, 3, 0, 1, 0, 0, 1, 0, 7, 1, 0, 0, 0, 1);
        encoder.Append(new double[3, 0], Table).Cast<double>().Should().Equal(encoder.Transform(Table).Cast<double>());
        encoder.Append(new double[0, 4], new string[0, 2]).GetLength(1).Should().Be(9);
        FluentActions.Invoking(() => encoder.Append(new double[2, 1], Table)).Should().Throw<ArgumentException>().WithMessage("X has 2 rows but the table has 3*");
        FluentActions.Invoking(() => encoder.Append(new double[3, 1], new string[3, 1])).Should().Throw<ArgumentException>().WithMessage("The table has 1 columns*");
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
