using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Tests.Documentation;

/// <summary>docs/options.md knows every setting, and states the defaults that the recipes have.</summary>
public partial class OptionsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "options.md"));

    private static readonly PursuitRecipe[] Recipes = [PursuitRecipe.Fast, PursuitRecipe.Sparse, PursuitRecipe.Tabular, PursuitRecipe.Paper];

    /// <summary>How the page writes a recipe's value of each setting that has one.</summary>
    private static readonly Dictionary<string, Func<PursuitOptions, string>> Values = new()
    {
        ["WithDepth"] = options => Choice(options, options.Depth, variant => variant.Depth),
        ["WithActivation"] = options => Choice(options, options.Activation, variant => variant.Activation),
        ["WithIntercept"] = options => options.PreparesIfNeeded || options.ChoosesOffset ? "if needed" : Switch(options.Intercept),
        ["WithStandardization"] = options => options.PreparesIfNeeded ? "if needed" : Switch(options.Standardization),
        ["WithInputClip"] = options => double.IsInfinity(options.InputClip) ? "none" : Text(options.InputClip),
        ["WithRankView"] = options => Switch(options.RankView),
        ["WithMissingValues"] = options => options.MissingValues.ToString(),
        ["WithTargetTransform"] = options => options.TargetTransform?.ToString() ?? "tried if skewed",
        ["WithClassWeights"] = options => options.ClassWeights is null ? "none" : "some",
        ["WithValidation"] = options => options.ValidationFraction > 0 || options.Members is not null
            ? $"{(options.ValidationFraction > 0 ? Text(options.ValidationFraction) : "windows")}, patience {options.ValidationPatience}"
            : "none",
        ["WithEnsemble"] = options => options.Members?.ToString(CultureInfo.InvariantCulture) ?? "none",
        ["WithPursuits"] = options => Text(options.Pursuits),
        ["WithMaxIterations"] = options => Text(options.MaxIterations),
        ["WithTargetError"] = options => Text(options.TargetError),
        ["WithStallTolerance"] = options => Text(options.StallTolerance),
        ["WithNeuronsPerGrowth"] = options => Text(options.NeuronsPerGrowth) + (options.NeuronsPerOutput == 0.5 ? ", or half the outputs" : ""),
        ["WithInputsPerNeuron"] = options => options.InputsPerNeuron is { } inputs ? Text(inputs) : "all",
        ["WithSignalGate"] = options => $"{Switch(options.SignalGate)}, {Text(options.SignalLevel)}",
        ["WithWeightDecay"] = options => options.WeightDecays is { Count: > 0 } decays ? $"{Text(decays.Min())} to {Text(decays.Max())}" : Text(options.WeightDecay),
        ["WithWeightBalancing"] = options => Switch(options.WeightBalancing),
        ["WithLoss"] = options => options.Loss.ToString()!,
        ["WithRestarts"] = options => Text(options.Restarts),
        ["WithNcfMaximizer"] = options => Both(options.FirstMaximizer, options.LaterMaximizer, "Iterations"),
        ["WithOptimizer"] = options => (options.FirstOptimizer, options.LaterOptimizer) is (LimitedMemoryBfgs first, LimitedMemoryBfgs { ExtendBelowError: > 0 } later)
            ? $"{nameof(LimitedMemoryBfgs)}, {first.MaxIterations}; of growths {later.MaxIterations}, and {later.ExtendedIterations} below an error of {Text(later.ExtendBelowError)}"
            : Both(options.FirstOptimizer, options.LaterOptimizer, options.LaterOptimizer is GradientDescent ? "Iterations" : "MaxIterations"),
        ["WithGrowthScale"] = options => $"{Text(options.GrowthScale.First)}, {Text(options.GrowthScale.Relative)}",
        ["WithFixedWidths"] = options => options.Procedure is not FixedWidthProcedure ? "none" : "some",
        ["WithPrecision"] = options => options.Precision.ToString(),
        ["WithSeed"] = options => Text(options.Seed),
    };

    /// <summary>How a fit runs and whom it tells: no recipe has a value of these.</summary>
    private static readonly string[] OfTheRun =
        ["WithRecipe", "WithStopWhen", "WithMaxDegreeOfParallelism", "WithProgress", "WithLogger", "WithCheckpoints"];

    public static TheoryData<string> Settings => [.. typeof(NeuronPursuitBuilder).GetMethods(BindingFlags.Public | BindingFlags.Instance)
        .Select(method => method.Name).Where(name => name.StartsWith("With", StringComparison.Ordinal)).Distinct()];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Setting_OfTheBuilder_HasALineThatSaysHowToChooseIt(string setting)
    {
        // Three cells behind the name: range, how to choose, what it costs.
        Regex.Matches(Page, $@"^\| `{setting}\([^`]*\)` \|(.+)\|$", RegexOptions.Multiline)
            .Count(line => line.Groups[1].Value.Split('|').Length == 3).Should().BePositive("{0} is explained", setting);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Default_OfEveryRecipe_IsTheCodes(string setting)
    {
        if (OfTheRun.Contains(setting))
        {
            Defaults().Should().NotContainKey(setting);
            return;
        }

        Defaults().Should().ContainKey(setting);
        Defaults()[setting].Should().Equal(Recipes.Select(recipe => Values[setting](recipe.Defaults)));
    }

    [Fact]
    public void Defaults_OfTheRun_AreThoseThePageStates()
    {
        RunSettings run = RunSettings.Default;

        Page.Should().Contain("Defaults: all processors, no progress, no log, no checkpoints.");
        run.Threads.Should().Be(Environment.ProcessorCount);
        (run.Progress, run.Checkpoints, run.StopWhen, run.Validation).Should().Be((null, null, null, null));
    }

    [Fact]
    public void Page_EverySettingItNames_Exists() => SettingName().Matches(Page).Select(match => match.Value).Distinct()
        .Should().BeSubsetOf(Settings.Select(row => row.Data));

    /// <summary>The rows of the table of defaults: a setting, and what it is in each recipe.</summary>
    private static Dictionary<string, string[]> Defaults()
    {
        string[] lines = Page[Page.IndexOf("<!-- options -->", StringComparison.Ordinal)..].Split('\n');
        lines[1].Should().Be($"| option | {string.Join(" | ", Recipes.Select(recipe => recipe.Name))} |");
        return lines.Skip(3).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())
            .ToDictionary(cells => cells[0].Trim('`'), cells => cells[1..]);
    }

    private static string Choice<T>(PursuitOptions options, T single, Func<NetworkVariant, T> of) => options.Variants.Count == 0
        ? Text(single!)
        : string.Join(" or ", options.Variants.Select(of).Select(value => Text(value!)).Distinct());

    private static string Both(object first, object later, string iterations)
    {
        first.ToString().Should().Be(later.ToString(), "the page has one cell for both");
        return $"{later.GetType().Name}, {later.GetType().GetProperty(iterations)!.GetValue(later)}";
    }

    private static string Switch(bool enabled) => enabled ? "on" : "off";

    private static string Text(object value) => value is double number
        ? ((decimal)number).ToString(CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    [GeneratedRegex(@"\bWith[A-Z]\w+")]
    private static partial Regex SettingName();
}
