using System.Reflection;
using NeuronPursuit.Tests.Architecture;
using NeuronPursuit.Tests.Snippets;

namespace NeuronPursuit.Tests.Extending;

/// <summary>The activation of docs/extending keeps the contract.</summary>
public class ExtendingActivationTests : ActivationContract
{
    public override IEnumerable<HomogeneousActivation> Activations => [ExtendingPage.Create<HomogeneousActivation>("activation")];
}

/// <summary>The maximiser of docs/extending keeps the contract.</summary>
public class ExtendingMaximizerTests : NcfAscentContract
{
    protected override double RatioTolerance => 1e-12;

    protected override INcfMaximizer Create() => ExtendingPage.Create<INcfMaximizer>("maximizer", 64, 200);
}

/// <summary>The optimiser of docs/extending keeps the contract.</summary>
public class ExtendingOptimizerTests : WeightOptimizerContract
{
    protected override IWeightOptimizer Create() => ExtendingPage.Create<IWeightOptimizer>("optimizer", 0.02, 3000);
}

/// <summary>The format of docs/extending keeps the contract.</summary>
public class ExtendingFormatTests : ModelFormatContract
{
    private static readonly Type File = ExtendingPage.TypeOf("format", "WeightFile");

    protected override bool NoticesEveryDamage => true;

    protected override void Write(NeuronPursuitModel model, Stream stream) =>
        File.GetMethod("Write")!.CreateDelegate<Action<NeuronPursuitModel, Stream>>()(model, stream);

    protected override Func<double[], double[]> Read(Stream stream)
    {
        object network = File.GetMethod("Read")!.CreateDelegate<Func<Stream, object>>()(stream);
        return network.GetType().GetMethod("Predict")!.CreateDelegate<Func<double[], double[]>>(network);
    }

    protected override bool CanHold(NeuronPursuitModel model) => model.Networks.Count == 1
        && model.OutputLink == OutputLink.Identity
        && model.NetworkInputs.All(input => input.Kind is NetworkInputKind.Value or NetworkInputKind.Constant);
}

/// <summary>The pages of docs/extending are whole programs, and say what they print. The loss is in <see cref="LossCases"/>.</summary>
public class ExtendingPageTests
{
    public static TheoryData<string> Pages =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "extending"), "*.md").Select(path => Path.GetFileName(path)).Where(name => name != "README.md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_EveryOne_IsAProgramWithItsOutput(string page)
    {
        string prefix = Path.Combine("docs", "extending", $"{page}:");

        Snippet.All.Should().ContainSingle(snippet => snippet.Place.StartsWith(prefix, StringComparison.Ordinal))
            .Which.Output.Should().NotBeNull();
    }

    [Fact]
    public void Pages_AreTheFiveExtensions() => Pages.Select(row => row.Data)
        .Should().BeEquivalentTo("activation.md", "format.md", "loss.md", "maximizer.md", "optimizer.md");

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(1, 0.1)]
    [InlineData(double.NaN, 0.1)]
    [InlineData(0.5, 0)]
    [InlineData(0.5, double.PositiveInfinity)]
    public void QuantileLoss_OutOfRange_Throws(double quantile, double width)
    {
        Action create = () => ExtendingPage.Create<ILoss>("loss", quantile, width);

        create.Should().Throw<TargetInvocationException>().WithInnerException<ArgumentOutOfRangeException>();
    }
}
