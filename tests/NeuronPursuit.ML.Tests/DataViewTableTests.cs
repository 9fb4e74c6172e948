using Microsoft.Data.Analysis;
using Microsoft.ML;

namespace NeuronPursuit.ML.Tests;

public class DataViewTableTests
{
    private sealed class Flat
    {
        public double Area { get; set; }

        public float Rooms { get; set; }

        public string City { get; set; } = "";

        public bool Garden { get; set; }

        public DateTime Sold { get; set; }
    }

    private static readonly Flat[] Flats = [.. Enumerable.Range(0, 30).Select(i => new Flat
    {
        Area = 40.1 + (i * 7 % 31), Rooms = i == 3 ? float.NaN : 1 + (i % 4), City = i == 5 ? "" : i % 2 == 0 ? "Bonn" : "Ulm", Garden = i % 3 == 0, Sold = new DateTime(2024, 1, 1).AddDays(i),
    })];

    [Fact]
    public void ReadTable_ScalarColumns_AreThoseOfTheRecords()
    {
        var ml = new MLContext(1);

        Table table = ml.Data.LoadFromEnumerable(Flats).ReadTable();

        table.Fingerprint.Should().Be(Table.From(Flats).Fingerprint);
        table.Inspect("Area").Should().Contain(finding => finding.Kind == FindingKind.SinglePrecision && finding.Column == "Rooms");
    }

    [Fact]
    public void ReadTable_Keys_AreCategoriesByTheirNames()
    {
        var ml = new MLContext(1);
        IDataView view = ml.Data.LoadFromEnumerable(Flats);
        IDataView keyed = ml.Transforms.Conversion.MapValueToKey("Key", "City").Fit(view).Transform(view);

        Table table = keyed.ReadTable("Key", "Area");

        table.KindOf("Key").Should().Be(ColumnKind.Category);
        table.Texts("Key")[0].Should().Be("Bonn");
        table.Texts("Key")[1].Should().Be("Ulm");
    }

    [Fact]
    public void ReadTable_VectorsAndUnknownNames_AreRefusedByName()
    {
        var ml = new MLContext(1);
        IDataView view = ml.Data.LoadFromEnumerable(Flats);
        IDataView vector = ml.Transforms.Concatenate("Features", "Rooms").Fit(view).Transform(view);

        FluentActions.Invoking(() => vector.ReadTable()).Should().Throw<ArgumentException>().WithMessage("*'Features' is a *ReadTable(*");
        FluentActions.Invoking(() => vector.ReadTable("Arae")).Should().Throw<ArgumentException>().WithMessage("*'Arae'*Area*");
        vector.ReadTable("Area", "City").Names.Should().Equal("Area", "City");
    }

    [Fact]
    public void ReadTable_DataFrameOfAFile_HasSinglesThatAreReported()
    {
        // DataFrame.LoadCsv holds numbers as Single: 0.1 is not the 0.1 of the file.
        var frame = DataFrame.LoadCsvFromString("x,city,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i * 7 % 31 + 0.1},{(i % 2 == 0 ? "Bonn" : "Ulm")},{i * 7 % 31 * 2.5 + i % 3}\n"))));

        Table table = frame.ReadTable();

        table.Numbers("x")[1].Should().Be((double)7.1f).And.NotBe(7.1);
        table.Inspect("y").Should().Contain(finding => finding.Kind == FindingKind.SinglePrecision && finding.Column == "x");
        table.KindOf("city").Should().Be(ColumnKind.Category);
    }
}
