using CommunityToolkit.HighPerformance;
using CsCheck;
using NeuronPursuit.Tests.Inspection;

namespace NeuronPursuit.Tests.Properties;

/// <summary>What is saved is what is loaded, and what is damaged is refused.</summary>
public class SerializationPropertyTests
{
    public enum Grade
    {
        Good = 3,
        Bad = -7,
        Fair = 0,
    }

    private static readonly Gen<NeuronPursuitModel> Models = Gen.Int[0, 100_000].Select(RandomModels.Create);

    [Fact]
    public void Model_SavedAndLoaded_HasTheSameBits() =>
        Models.Sample(
            model =>
            {
                double[,] X = RandomModels.Samples(20, 1, model.Fitted.Preprocessing.Inputs.AllowsMissing);

                NeuronPursuitModel loaded = NeuronPursuitModel.Load(new MemoryStream(Bytes(model.Save)));

                loaded.ShouldEqualBitForBit(model);
                ModelAssertions.Bits(loaded.PredictAll(X)).Should().Equal(ModelAssertions.Bits(model.PredictAll(X)));
                Bytes(loaded.Save).Should().Equal(Bytes(model.Save));
            },
            iter: Generators.Iterations);

    [Fact]
    public void Model_CutAnywhere_IsRefused() =>
        Gen.Select(Models, Gen.Double[0, 1]).Sample(
            (model, part) =>
            {
                byte[] whole = Bytes(model.Save);
                byte[] cut = whole[..(int)(part * (whole.Length - 2))];

                FluentActions.Invoking(() => NeuronPursuitModel.Load(new MemoryStream(cut))).Should().Throw<InvalidDataException>();
            },
            iter: Generators.Iterations);

    [Fact]
    public void Model_AnyByteChanged_IsRefusedOrIsAModel() =>
        Gen.Select(Models, Gen.Double[0, 1], Gen.Byte).Sample(
            (model, part, value) =>
            {
                byte[] changed = Bytes(model.Save);
                changed[(int)(part * (changed.Length - 1))] = value;
                try
                {
                    NeuronPursuitModel loaded = NeuronPursuitModel.Load(new MemoryStream(changed));
                    loaded.PredictAll(new double[3, loaded.InputCount]).GetLength(1).Should().Be(loaded.OutputCount);
                }
                catch (InvalidDataException)
                {
                }
            },
            iter: 10 * Generators.Iterations);

    [Fact]
    public void Classifier_SavedAndLoaded_HasTheSameLabelsAndBits() =>
        Gen.Select(Gen.Int[-9, 9].Array[12, 40], Gen.Int[0, 1000]).Where((labels, _) => labels.Distinct().Count() > 1).Sample(
            (labels, seed) =>
            {
                double[,] X = RandomProblem.NormalMatrix(new Random(seed), labels.Length, 3);
                NeuronPursuitClassifier<int> classifier = new NeuronPursuitBuilder()
                    .WithMaxIterations(1).WithOptimizer(new LimitedMemoryBfgs(3)).WithRestarts(2).FitClassifier(X, labels);

                var loaded = NeuronPursuitClassifier<int>.Load(new MemoryStream(Bytes(classifier.Save)));

                loaded.Labels.Should().Equal(labels.Distinct().Order());
                loaded.Predict(X).Should().Equal(classifier.Predict(X));
                ModelAssertions.Bits(loaded.PredictProbabilities(X))
                    .Should().Equal(ModelAssertions.Bits(classifier.PredictProbabilities(X)));
            },
            iter: Generators.FewIterations);

    [Fact]
    public void Encoder_SavedAndLoaded_EncodesAlike() =>
        Gen.Select(Gen.String[0, 3].Array[2].Array[1, 20], Gen.Bool).Sample(
            (rows, strict) =>
            {
                string[,] table = Generators.TableOf(rows);
                OneHotEncoder encoder = OneHotEncoder.Fit(table, strict ? UnknownCategory.Fail : UnknownCategory.Zeros);

                OneHotEncoder loaded = OneHotEncoder.Load(new MemoryStream(Bytes(encoder.Save)));

                loaded.Unknown.Should().Be(encoder.Unknown);
                loaded.Categories.SelectMany(column => column).Should().Equal(encoder.Categories.SelectMany(column => column));
                loaded.Transform(table).Cast<double>().Should().Equal(encoder.Transform(table).Cast<double>());
            },
            iter: Generators.Iterations);

    [Fact]
    public void Checkpoint_SavedAndLoaded_IsTheSameState() =>
        Gen.Select(Generators.Problems, Gen.Double[-1e100, 1e100], Gen.Int[0, 9]).Sample(
            (problem, loss, stalled) =>
            {
                PursuitIteration iteration = new NeuronPursuitBuilder().WithIntercept(false).WithMaxIterations(1)
                    .Fit(problem.Inputs, problem.Targets).History[0];
                PursuitOptions options = new NeuronPursuitBuilder().WithDepth(problem.Widths.Length - 1).Build().Options;

                var state = new PursuitState(problem.Network, loss, stalled, [iteration]);
                byte[] file = Bytes(stream => PursuitFile.Write(stream, new KeptPursuit(state, new HeldOutState(state, -loss, stalled)), "a fingerprint"));
                KeptPursuit kept = Read("a fingerprint");
                PursuitState loaded = kept.State;

                loaded.Network.Shape.Widths.ToArray().Should().Equal(problem.Widths);
                loaded.Network.Shape.Activation.Should().Be(problem.Activation);
                loaded.Network.Parameters.ShouldHaveTheBitsOf(problem.Weights);
                (loaded.Loss, loaded.StalledGrowths).Should().Be((loss, stalled));
                loaded.History.Single().ShouldEqualBitForBit(iteration);
                (kept.HeldOut!.BestLoss, kept.HeldOut.WithoutGain).Should().Be((-loss, stalled));
                kept.HeldOut.Best!.Network.Parameters.ShouldHaveTheBitsOf(problem.Weights);
                FluentActions.Invoking(() => Read("another")).Should().Throw<InvalidDataException>();

                KeptPursuit Read(string fingerprint) => PursuitFile.Read(
                    new MemoryStream(file), fingerprint, options, problem.Widths[0], problem.Widths[^1], isJudged: true);
            },
            iter: Generators.FewIterations);

    [Fact]
    public void LabelCodec_AnyLabel_RoundTripsAsText() =>
        Gen.Select(Gen.Int, Gen.String, Gen.Bool, Gen.Int[0, 2].Select(place => Enum.GetValues<Grade>()[place])).Sample((number, text, logical, grade) =>
        {
            LabelCodec.Parse<int>(LabelCodec.ToText(number)).Should().Be(number);
            LabelCodec.Parse<string>(LabelCodec.ToText(text)).Should().Be(text);
            LabelCodec.Parse<bool>(LabelCodec.ToText(logical)).Should().Be(logical);
            LabelCodec.Parse<Grade>(LabelCodec.ToText(grade)).Should().Be(grade);
        });

    [Fact]
    public void Predict_OneSample_HasTheBitsOfAnyBatch() =>
        Gen.Select(Models, Gen.Int[1, 80]).Sample(
            (model, count) =>
            {
                double[,] X = RandomModels.Samples(count, 2, model.Fitted.Preprocessing.Inputs.AllowsMissing);
                double[,] batch = model.PredictAll(X);
                double[] one = new double[model.OutputCount];
                for (int row = 0; row < count; row++)
                {
                    model.Predict(X.GetRowSpan(row), one);
                    ModelAssertions.Bits(one).Should().Equal(ModelAssertions.Bits(batch.GetRowSpan(row).ToArray()));
                }
            },
            iter: Generators.Iterations);

    [Fact]
    public void ToFormula_AllDigits_ComputesWhatPredictDoes() =>
        Gen.Select(Models, Gen.Double[-3, 3].Array[RandomModels.InputCount]).Sample(
            (model, x) =>
            {
                double[] expected = new double[model.OutputCount];
                model.Predict(x, expected);

                Dictionary<string, double> values = new FormulaEvaluator(model.ToFormula(digits: 17)).Evaluate(x);

                for (int k = 0; k < expected.Length; k++)
                {
                    values[expected.Length == 1 ? "f(x)" : $"f{k + 1}(x)"]
                        .Should().BeApproximately(expected[k], 1e-11 * Math.Max(1, Math.Abs(expected[k])));
                }
            },
            iter: Generators.Iterations);

    private static byte[] Bytes(Action<Stream> save)
    {
        using var stream = new MemoryStream();
        save(stream);
        return stream.ToArray();
    }
}
