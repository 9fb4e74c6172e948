using NeuronPursuit.Code.Tests.Support;

namespace NeuronPursuit.Code.Tests.Tables;

/// <summary>Code of a table's model takes the columns as they are, and predicts what the model does.</summary>
public class TableCodeTests(ITestOutputHelper output)
{
    private static readonly Lazy<TableModel> Numbers = new(() => Fit(PursuitRecipe.Fast, MessyTable.Price));

    private static readonly Lazy<TableModel> Logarithm = new(() => Fit(PursuitRecipe.Fast, row => Math.Exp((double)MessyTable.Price(row) / 100), times: true, builder => builder.WithTargetTransform(TargetTransform.Log)));

    private static readonly Lazy<TableModel> Classes = new(() => Fit(PursuitRecipe.Fast, MessyTable.Class));

    private static readonly Lazy<TableModel> Bag = new(() => Fit(PursuitRecipe.Tabular, MessyTable.Price, times: true));

    public static TheoryData<CodeTarget> Targets => [.. Enum.GetValues<CodeTarget>()];

    private static TableModel Fit(PursuitRecipe recipe, Func<object?[], object?> target, bool times = false, Func<NeuronPursuitBuilder, NeuronPursuitBuilder>? change = null)
    {
        var builder = new NeuronPursuitBuilder().WithRecipe(recipe).WithMaxIterations(5).WithSeed(3);
        return (change?.Invoke(builder) ?? builder).FitTable(MessyTable.Of(MessyTable.Rows(500, 1, isTraining: true, times), ("price", target)), "price");
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void ToCode_TableOfNumbers_PredictsAlike(CodeTarget target) => RequireAlike(target, Numbers.Value, hasTimes: false);

    [Theory]
    [MemberData(nameof(Targets))]
    public void ToCode_LogarithmOfTheTarget_PredictsAlike(CodeTarget target) => RequireAlike(target, Logarithm.Value, hasTimes: true);

    [Theory]
    [MemberData(nameof(Targets))]
    public void ToCode_TableOfClasses_PredictsAlike(CodeTarget target) => RequireAlike(target, Classes.Value, hasTimes: false);

    [Theory]
    [MemberData(nameof(Targets))]
    [Trait("Category", "Slow")]
    public void ToCode_BagOfATable_PredictsAlike(CodeTarget target) => RequireAlike(target, Bag.Value, hasTimes: true);

    internal static double ToleranceOf(CodeTarget target) => target switch
    {
        CodeTarget.CSharp or CodeTarget.C => 0,
        CodeTarget.Python or CodeTarget.JavaScript => 1e-13,
        CodeTarget.Spreadsheet => 1e-9,
        _ => 1e-12,
    };

    private void RequireAlike(CodeTarget target, TableModel model, bool hasTimes)
    {
        ICodeEngine engine = ParityTests.EngineOf(target);
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");
        object?[][] rows = [.. MessyTable.Rows(80, 2, isTraining: false, hasTimes), new object?[5]];
        Table table = MessyTable.Of(rows);

        TableEngines.Found found = TableEngines.Run(target, model.ToCode(target, new CodeOptions { Table = "the \"t\"; --" }), rows, model.Classes.Count, "the \"t\"; --");

        double difference = new Expected(model.Model, model.Encode(table)).Difference(found.Values);
        output.WriteLine(FormattableString.Invariant($"{target}: largest difference {difference:e1}"));
        difference.Should().BeLessThanOrEqualTo(ToleranceOf(target));
        if (model.IsClassifier)
        {
            found.Labels.Should().Equal(model.Predict(table).Labels);
        }
    }
}
