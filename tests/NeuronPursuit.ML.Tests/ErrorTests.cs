using Microsoft.ML;
using Microsoft.ML.Data;
using NeuronPursuit.ML.Tests.Support;

namespace NeuronPursuit.ML.Tests;

public class ErrorTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    public static TheoryData<string, string, string?, string> Columns => new()
    {
        { "Nothing", "Features", null, "There is no column 'Nothing' for the label; the columns are 'Features', 'Label', *labelColumnName.*" },
        { "Label", "Nothing", null, "There is no column 'Nothing' for the features; *featureColumnName.*" },
        { "Label", "Features", "Nothing", "There is no column 'Nothing' for the weights; *exampleWeightColumnName.*" },
        { "Label", "Class", null, "Column 'Class' (features) is String, but a vector of Single of known size is expected. *OneHotEncoding*Concatenate.*" },
        { "Label", "Label", null, "Column 'Label' (features) is Single, but a vector of Single of known size is expected. *" },
        { "Label", "Unsized", null, "Column 'Unsized' (features) is Vector<Single> of unknown size, but a vector of Single of known size *" },
        { "Label", "Doubles", null, "Column 'Doubles' (features) is Vector<Double>, but a vector of Single of known size *" },
        { "Label", "Features", "Class", "Column 'Class' (weights) is String, but Single is expected. *" },
        { "Label", "Features", "Features", "Column 'Features' (weights) is Vector<Single>, but Single is expected. *" },
    };

    [Theory]
    [MemberData(nameof(Columns))]
    public void Fit_ColumnThatDoesNotFit_IsNamed(string label, string features, string? weights, string message) =>
        Refuses(_mlContext.Regression.Trainers.NeuronPursuit(label, features, Rows.Quick, weights), message);

    [Theory]
    [InlineData("Class", "Column 'Class' (label) is String, but Single, or a vector of Single of known size is expected. *")]
    [InlineData("Positive", "Column 'Positive' (label) is Boolean, but Single, *BinaryClassification*")]
    [InlineData("Key", "Column 'Key' (label) is Key<UInt32>, but Single, *")]
    [InlineData("Unsized", "Column 'Unsized' (label) is Vector<Single> of unknown size, but Single, *")]
    public void Fit_LabelOfARegressionOfAnotherType_IsNamed(string label, string message) =>
        Refuses(_mlContext.Regression.Trainers.NeuronPursuit(label, configure: Rows.Quick), message);

    [Theory]
    [InlineData("Class", "Column 'Class' (label) is String, but Boolean is expected. *MapValue*")]
    [InlineData("Label", "Column 'Label' (label) is Single, but Boolean is expected. *")]
    [InlineData("Key", "Column 'Key' (label) is Key<UInt32>, but Boolean is expected. *")]
    public void Fit_LabelOfTwoClassesOfAnotherType_IsNamed(string label, string message) =>
        Refuses(_mlContext.BinaryClassification.Trainers.NeuronPursuit(label, configure: Rows.Quick), message);

    [Theory]
    [InlineData("Class", "Column 'Class' (label) is String, but a key is expected. Turn the values into keys by MapValueToKey.*")]
    [InlineData("Positive", "Column 'Positive' (label) is Boolean, but a key is expected. *")]
    [InlineData("Labels", "Column 'Labels' (label) is Vector<Single>, but a key is expected. *")]
    public void Fit_LabelOfClassesOfAnotherType_IsNamed(string label, string message) =>
        Refuses(_mlContext.MulticlassClassification.Trainers.NeuronPursuit(label, configure: Rows.Quick), message);

    [Fact]
    public void Fit_NoRows_SaysWhatWasToBeLearned()
    {
        IDataView none = View([]);

        Fitting(_mlContext.Regression.Trainers.NeuronPursuit(configure: Rows.Quick), none)
            .Should().Throw<ArgumentException>().WithMessage("The data have no rows*'Label'*");
        Fitting(_mlContext.BinaryClassification.Trainers.NeuronPursuit("Positive", configure: Rows.Quick), none)
            .Should().Throw<ArgumentException>().WithMessage("The data have no rows*'Positive'*");
        Fitting(_mlContext.Regression.Trainers.NeuronPursuit("Labels", configure: Rows.Quick), none)
            .Should().Throw<ArgumentException>().WithMessage("The data have no rows*'Labels'*");
    }

    [Fact]
    public void Fit_OneClassOnly_NamesColumnAndClass()
    {
        Row[] rows = Rows.Create();
        IDataView keyed = View(rows);
        IDataView low = _mlContext.Data.FilterByCustomPredicate<Row>(keyed, row => row.Class != "low");

        Fitting(_mlContext.MulticlassClassification.Trainers.NeuronPursuit("Key", configure: Rows.Quick), low).Should().Throw<ArgumentException>()
            .WithMessage($"Column 'Key' (label) holds one class only, 'low', in all {rows.Count(row => row.Class == "low")} rows; at least two are expected. *");
        Fitting(_mlContext.BinaryClassification.Trainers.NeuronPursuit("Positive", configure: Rows.Quick), low).Should().Throw<ArgumentException>()
            .WithMessage("Column 'Positive' (label) holds one class only, 'false', *");
    }

    [Fact]
    public void Fit_WeightsThatLeaveOneClass_NamesColumnsAndClass()
    {
        Row[] rows = Rows.Create();
        Array.ForEach(rows, row => row.Weight = row.Class == "high" ? 2 : 0);
        int high = rows.Count(row => row.Class == "high");
        IDataView weighted = View(rows);

        Fitting(_mlContext.MulticlassClassification.Trainers.NeuronPursuit("Key", configure: Rows.Quick, exampleWeightColumnName: "Weight"), weighted)
            .Should().Throw<ArgumentException>()
            .WithMessage($"Column 'Key' (label) holds one class only, 'high', in the {high} of 120 rows to which column 'Weight' (weights) gives a positive weight; *")
            .Which.ParamName.Should().Be("input");
        Fitting(_mlContext.BinaryClassification.Trainers.NeuronPursuit("Positive", configure: Rows.Quick, exampleWeightColumnName: "Weight"), weighted)
            .Should().Throw<ArgumentException>()
            .WithMessage($"Column 'Positive' (label) holds one class only, 'true', in the {high} of 120 rows to which column 'Weight' *");

        // One row of another class is enough, whatever its weight.
        Array.Find(rows, row => row.Class == "low")!.Weight = 1e-30f;
        Fitting(
            _mlContext.MulticlassClassification.Trainers.NeuronPursuit("Key", configure: Rows.Quick, exampleWeightColumnName: "Weight"), View(rows))
            .Should().NotThrow();
    }

    [Fact]
    public void Fit_WhatTheCoreRefuses_NamesColumnsAndClasses()
    {
        var weights = ClassWeights.Create(new Dictionary<int, double> { [0] = 1, [1] = 2 });

        Fitting(
            _mlContext.MulticlassClassification.Trainers.NeuronPursuit("Key", configure: b => b.WithClassWeights(weights)), View(Rows.Create()))
            .Should().Throw<ArgumentException>()
            .WithMessage("Column 'Key' (label): *the class '*' (number 2 to the trainer*WithClassWeights*")
            .Which.Message.Should().ContainAny("'low'", "'middle'", "'high'").And.NotContain("'labels'");
        Fitting(
            _mlContext.Regression.Trainers.NeuronPursuit(configure: b => b.WithRecipe(PursuitRecipe.Fast).WithLoss(new LogisticLoss())), View(Rows.Create()))
            .Should().Throw<ArgumentException>()
            .WithMessage("Column 'Label' (label): Row * of y (counted from 0) is -*")
            .Which.Message.Should().NotContain("'y'");
    }

    [Fact]
    public void Fit_FeatureThatIsNaN_NamesColumnSlotAndRowUnlessItMeansMissing()
    {
        Row[] rows = Rows.Create();
        rows[7].Features[2] = float.NaN;

        Fitting(_mlContext.Regression.Trainers.NeuronPursuit(configure: Rows.Quick), View(rows)).Should().Throw<ArgumentException>()
            .WithMessage("Column 'Features' (features) is NaN in row 7 (counted from 0) at slot 2, 'Features[2]'. *ReplaceMissingValues*WithMissingValues*")
            .Which.ParamName.Should().Be("input");
        Fitting(_mlContext.BinaryClassification.Trainers.NeuronPursuit("Positive", configure: Rows.Quick), View(rows))
            .Should().Throw<ArgumentException>().WithMessage("Column 'Features' (features) is NaN in row 7 *");
        Fitting(
            _mlContext.Regression.Trainers.NeuronPursuit(
                configure: b => b.WithRecipe(PursuitRecipe.Fast).WithMaxIterations(1).WithMissingValues(MissingValues.MeanAndIndicator)),
            View(rows)).Should().NotThrow();
    }

    [Fact]
    public void Fit_FeatureThatIsNaNInANamedSlot_NamesIt()
    {
        IEstimator<ITransformer> pipeline = PenguinTable.Features(_mlContext).Append(_mlContext.Transforms.Conversion.MapValueToKey("Label", "Species"))
            .Append(_mlContext.MulticlassClassification.Trainers.NeuronPursuit(configure: Rows.Quick));

        FluentActions.Invoking(() => pipeline.Fit(MLNetPipeline.PenguinPipeline.Load(_mlContext))).Should().Throw<ArgumentException>()
            .WithMessage("Column 'Features' (features) is NaN in row 3 (counted from 0) at slot 3, 'BillLength'. *");
    }

    [Fact]
    public void Fit_ValuesThatCannotBeUsed_AreNamed()
    {
        Refused(rows => rows[3].Features[1] = float.PositiveInfinity, "Column 'Features' (features) is Infinity in row 3 (counted from 0) at slot 1, *");
        Refused(rows => rows[5].Label = float.NaN, "Column 'Label' (label) is NaN in row 5 (counted from 0); a finite number is expected. *");
        Refused(rows => rows[2].Weight = -1, "Column 'Weight' (weights) is -1 in row 2 (counted from 0). *");
        Refused(rows => rows[2].Weight = float.NaN, "Column 'Weight' (weights) is NaN in row 2 (counted from 0). *");
        Refused(rows => Array.ForEach(rows, row => row.Weight = 0), "Column 'Weight' (weights) is 0 in all 120 rows*");

        void Refused(Action<Row[]> spoil, string message)
        {
            Row[] rows = Rows.Create();
            spoil(rows);
            Fitting(_mlContext.Regression.Trainers.NeuronPursuit("Label", "Features", Rows.Quick, "Weight"), View(rows))
                .Should().Throw<ArgumentException>().WithMessage(message).Which.ParamName.Should().Be("input");
        }
    }

    [Fact]
    public void Fit_LabelThatIsMissing_NamesTheRow()
    {
        Row[] rows = Rows.Create();
        rows[4].Labels[1] = float.NegativeInfinity;
        Fitting(_mlContext.Regression.Trainers.NeuronPursuit("Labels", configure: Rows.Quick), View(rows))
            .Should().Throw<ArgumentException>().WithMessage("Column 'Labels' (label) is -Infinity at slot 1 in row 4 *");

        // A text that the keys were not made from has the missing key.
        ITransformer keys = _mlContext.Transforms.Conversion.MapValueToKey("Key", "Class").Fit(Rows.View(_mlContext, rows));
        rows[6].Class = "new";
        Fitting(_mlContext.MulticlassClassification.Trainers.NeuronPursuit("Key", configure: Rows.Quick), keys.Transform(Rows.View(_mlContext, rows)))
            .Should().Throw<ArgumentException>().WithMessage("Column 'Key' (label) is missing in row 6 (counted from 0); a class is expected. *");
    }

    [Fact]
    public void NeuronPursuit_SettingsThatAreWrong_AreRefusedAtOnce() => FluentActions
        .Invoking(() => _mlContext.Regression.Trainers.NeuronPursuit(configure: b => b.WithDepth(1).WithRestarts(0)))
        .Should().Throw<ArgumentException>().WithMessage("*epth*estart*");

    [Fact]
    public void NeuronPursuit_EmptyName_IsRefusedAtOnce()
    {
        FluentActions.Invoking(() => _mlContext.Regression.Trainers.NeuronPursuit("")).Should().Throw<ArgumentException>()
            .Which.ParamName.Should().Be("labelColumnName");
        FluentActions.Invoking(() => _mlContext.Regression.Trainers.NeuronPursuit(featureColumnName: "")).Should().Throw<ArgumentException>()
            .Which.ParamName.Should().Be("featureColumnName");
        FluentActions.Invoking(() => _mlContext.Regression.Trainers.NeuronPursuit(exampleWeightColumnName: "")).Should().Throw<ArgumentException>()
            .Which.ParamName.Should().Be("exampleWeightColumnName");
    }

    [Fact]
    public void Transform_FeaturesOfAnotherSize_SaysHowMany()
    {
        Row[] rows = Rows.Create();
        NeuronPursuitTransformer fitted = _mlContext.Regression.Trainers.NeuronPursuit(configure: Rows.Quick).Fit(View(rows));
        IDataView wide = _mlContext.Transforms.Concatenate("Features", "Features", "Label").Fit(View(rows)).Transform(View(rows));

        FluentActions.Invoking(() => fitted.Transform(wide).GetColumn<float>("Score").First()).Should().Throw<Exception>()
            .Where(error => error.ToString().Contains("The features have 5 slots, but the model was fitted on 4.", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_Null_IsRefused()
    {
        NeuronPursuitTrainer trainer = _mlContext.Regression.Trainers.NeuronPursuit();

        FluentActions.Invoking(() => trainer.Fit(null!)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => trainer.GetOutputSchema(null!)).Should().Throw<ArgumentNullException>();
    }

    /// <summary>By the trainer alone, and by a pipeline, which asks for the schema before it fits.</summary>
    private void Refuses(NeuronPursuitTrainer trainer, string message)
    {
        Fitting(trainer, View(Rows.Create())).Should().Throw<ArgumentException>().WithMessage(message).Which.ParamName.Should().Be("input");
        FluentActions.Invoking(() => new EstimatorChain<ITransformer>().Append(trainer).Fit(View(Rows.Create())))
            .Should().Throw<ArgumentException>().WithMessage(message).Which.ParamName.Should().Be("inputSchema");
    }

    private static Action Fitting(NeuronPursuitTrainer trainer, IDataView data) => () => trainer.Fit(data);

    private IDataView View(Row[] rows)
    {
        IDataView view = Rows.View(_mlContext, rows);
        return _mlContext.Transforms.Conversion.MapValueToKey("Key", "Class")
            .Append(_mlContext.Transforms.Conversion.ConvertType("Doubles", "Features", DataKind.Double))
            .Append(_mlContext.Transforms.CustomMapping<Row, Unsized>((row, output) => output.Values = row.Features, null))
            .Append(_mlContext.Transforms.CopyColumns("Unsized", "Values"))
            .Fit(view).Transform(view);
    }

    private sealed class Unsized
    {
        [VectorType]
        public float[] Values { get; set; } = [];
    }
}
