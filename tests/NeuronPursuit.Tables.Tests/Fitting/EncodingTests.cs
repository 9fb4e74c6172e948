namespace NeuronPursuit.Tables.Tests.Fitting;

public class EncodingTests
{
    [Fact]
    public void OneHot_RareUnseenAndMissing_HaveInputsOfTheirOwn()
    {
        var schema = new ColumnSchema("c", ColumnKind.Category, ColumnRole.Input) { Categories = ["a", "b", "rare"] };
        var encoding = OneHotEncoding.Fit(schema, [0, 0, 0, 1, 1, 1, 2, double.NaN]);

        encoding.Inputs.Should().Equal("c=a", "c=b", "c=(other)", "c=(missing)");
        Encoded(encoding, 1).Should().Equal(0, 1, 0, 0);
        Encoded(encoding, 2).Should().Equal(0, 0, 1, 0);
        Encoded(encoding, Alignment.Unseen).Should().Equal(0, 0, 1, 0);
        Encoded(encoding, double.NaN).Should().Equal(0, 0, 0, 1);
    }

    [Fact]
    public void FitTable_CategoriesCalledAsInputsAre_HaveNamesOfTheirOwn()
    {
        string[] names = ["(missing)", "(other)", "a", "b"];
        var table = Table.FromColumns(
            ("c", Enumerable.Range(0, 80).Select(i => i % 11 == 0 ? null : i is 5 or 6 ? "rare" : names[i % 4])), ("c=a", Enumerable.Range(0, 80).Select(i => i % 7)),
            ("y", Enumerable.Range(0, 80).Select(i => (i % 4) + (i % 7))));

        Sales.Small().FitTable(table, "y").InputNames.Should()
            .Equal("c=(missing)", "c=(other)", "c=a", "c=b", "c=(other) (2)", "c=(missing) (2)", "c=a (2)");
    }

    [Fact]
    public void OneHot_UnseenWhereNothingIsRare_IsNoneOfThem() =>
        Encoded(OneHotEncoding.Fit(new ColumnSchema("c", ColumnKind.Category, ColumnRole.Input) { Categories = ["a", "b"] }, [0, 0, 0, 1, 1, 1]), Alignment.Unseen)
            .Should().Equal(0, 0);

    [Fact]
    public void TargetMeans_CategoryOfFewRows_IsShrunkTowardsAllRows()
    {
        var schema = new ColumnSchema("c", ColumnKind.Category, ColumnRole.Input) { Categories = ["a", "b"] };
        double[] values = [0, 0, 0, 1];
        var target = new EncodingTarget([4, 4, 4, 0], null, [], "y", null, null);

        var encoding = TargetMeanEncoding.Fit(schema, values, target, [0, 1, 2, 3]);

        Encoded(encoding, 0)[0].Should().BeApproximately(((3 * 4) + (10 * 3)) / 13.0, 1e-12);
        Encoded(encoding, 1)[0].Should().BeApproximately((0 + (10 * 3)) / 11.0, 1e-12);
        Encoded(encoding, Alignment.Unseen)[0].Should().Be(3);
        Encoded(encoding, double.NaN)[0].Should().Be(3);
    }

    [Fact]
    public void TargetMeans_InTraining_DoNotSeeTheOwnTarget()
    {
        // Every category once: what a row sees must not depend on its own target.
        var schema = new ColumnSchema("c", ColumnKind.Category, ColumnRole.Input) { Categories = [.. Enumerable.Range(0, 100).Select(i => $"{i:000}")] };
        double[] values = [.. Enumerable.Range(0, 100).Select(i => (double)i)];
        double[] y = [.. Enumerable.Range(0, 100).Select(i => (double)(i * i % 17))];
        double[][] seen = TargetMeanEncoding.OutOfFold(schema, values, new EncodingTarget(y, null, [], "y", null, null), 0);
        double[] changed = [.. y];
        changed[42] = 1e6;

        double[][] other = TargetMeanEncoding.OutOfFold(schema, values, new EncodingTarget(changed, null, [], "y", null, null), 0);

        other[42].Should().Equal(seen[42]);
        other.Zip(seen).Count(pair => pair.First[0] != pair.Second[0]).Should().Be(80, "rows of the other folds see it");
    }

    [Fact]
    public void FitTable_ManyCategoriesWithoutASignal_AreNotLearned()
    {
        // With means of the own row the training error would be near zero, and rows of a test as bad as guesses.
        var random = new Random(5);
        var table = Table.From(Enumerable.Range(0, 600).Select(i => new { city = "c" + random.Next(300), x = random.NextDouble(), noise = random.NextDouble() }));
        (Table training, Table test) = table.Split();

        TableModel model = Sales.Small().WithWeightDecay(1e-3).FitTable(training, "noise");

        model.Findings.Should().Contain(finding => finding.Kind == FindingKind.ManyCategories);
        model.Evaluate(training).Regression!.RSquared.Should().BeLessThan(0.3);
        model.Evaluate(test).Regression!.RSquared.Should().BeGreaterThan(-0.3);
    }

    [Fact]
    public void FitTable_ManyCategoriesWithASignal_AreLearned()
    {
        var random = new Random(6);
        double[] level = [.. Enumerable.Range(0, 60).Select(_ => 10 * random.NextDouble())];
        var table = Table.From(Enumerable.Range(0, 1200).Select(i => random.Next(60)).Select(city => new { city = "c" + city, x = random.NextDouble(), y = level[city] + random.NextDouble() }));
        (Table training, Table test) = table.Split();

        Sales.Small().FitTable(training, "y").Evaluate(test).Regression!.RSquared.Should().BeGreaterThan(0.9);
    }

    [Fact]
    public void Dates_PartsThatVary_AreInputs()
    {
        TableModel model = Sales.Small().FitTable(Sales.Of().Without("grade"), "price");

        model.InputNames.Should().Contain("sold (days)").And.Contain("sold (year, sine)").And.Contain("sold=Monday").And.NotContain("sold (day, sine)");
        model.Schema.Columns.Single(column => column.Name == "sold").Encoding.Should().Contain("the day of the week");
    }

    [Fact]
    public void Dates_Weekday_IsThatOfTheCalendar()
    {
        double monday = Alignment.DaysOf(new DateTime(2024, 4, 1).Ticks);
        var encoding = new DateEncoding("d", DateParts.Weekday, 0);

        encoding.Inputs[Array.IndexOf(Encoded(encoding, monday), 1.0)].Should().Be("d=Monday");
        encoding.Inputs[Array.IndexOf(Encoded(encoding, monday + 6.75), 1.0)].Should().Be("d=Sunday");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.125)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.77)]
    [InlineData(-0.2)]
    [InlineData(2024.99)]
    public void SinCos_Turns_AreThoseOfACircle(double turns)
    {
        (double sine, double cosine) = Circle.SinCos(turns);

        sine.Should().BeApproximately(Math.Sin(2 * Math.PI * turns), 2e-12);
        cosine.Should().BeApproximately(Math.Cos(2 * Math.PI * turns), 2e-12);
    }

    private static double[] Encoded(ColumnEncoding encoding, double value)
    {
        double[] inputs = new double[encoding.Inputs.Count];
        encoding.Encode(value, inputs);
        return inputs;
    }
}
