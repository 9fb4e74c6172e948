using System.Runtime.CompilerServices;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// Configures and starts a pursuit: <c>new NeuronPursuitBuilder().WithDepth(3).Fit(X, y)</c>. The order of calls does
/// not matter, and an explicit With... overrides the recipe.
/// </summary>
/// <remarks>
/// Rows of X are samples (n x d): transposed against the paper. Without further settings the builder follows
/// <see cref="PursuitRecipe.Auto"/>, which chooses a recipe by samples that it holds out, with seed 0. Where the target is met exactly that is
/// <see cref="PursuitRecipe.Fast"/>: depth 3, ReLU, 31 iterations at most, target error 0.001.
/// The defaults named at the members are those of Fast; docs/options.md has the table of all recipes. A builder is not safe for
/// use from several threads at once; the estimator it builds is.
/// </remarks>
public sealed partial class NeuronPursuitBuilder
{
    private readonly List<Func<PursuitOptions, PursuitOptions>> _overrides = [];
    private readonly List<string> _ofOnePursuit = [];
    private PursuitRecipe _recipe = PursuitRecipe.Auto;
    private RunSettings _run = RunSettings.Default;

    /// <summary>Sets the number of weight matrices (the paper's L): depth 3 is two hidden layers. Default 3.</summary>
    /// <param name="depth">At least 2.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithDepth(int depth) => Override(options => options with
    {
        Depth = depth,
        Variants = [.. options.Variants.Select(variant => variant with { Depth = depth }).Distinct()],
    });

    /// <summary>Sets the activation of every hidden layer. Default ReLU.</summary>
    /// <param name="activation">The activation.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithActivation(HomogeneousActivation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return Override(options => options with
        {
            Activation = activation,
            Variants = [.. options.Variants.Select(variant => variant with { Activation = activation }).Distinct()],
        });
    }

    /// <summary>Sets the recipe: the defaults of everything that no other With... sets. Default Auto.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithRecipe(PursuitRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        _recipe = recipe;
        return this;
    }

    /// <summary>The recipe that the builder follows.</summary>
    public PursuitRecipe Recipe => _recipe;

    /// <summary>A builder with the settings of this one, which goes its own way from here on.</summary>
    /// <returns>The copy.</returns>
    public NeuronPursuitBuilder Copy()
    {
        var copy = new NeuronPursuitBuilder { _recipe = _recipe, _run = _run };
        copy._overrides.AddRange(_overrides);
        copy._ofOnePursuit.AddRange(_ofOnePursuit);
        return copy;
    }

    /// <summary>Checks all settings and freezes them.</summary>
    /// <returns>An estimator, immutable and safe to fit from several threads at once.</returns>
    /// <exception cref="ArgumentException">Something is wrong; the message lists everything that is.</exception>
    public NeuronPursuitEstimator Build()
    {
        PursuitOptions options = Changed(_recipe.Defaults);
        if (ReferenceEquals(_recipe, PursuitRecipe.Auto))
        {
            options = AutoOptions.Competing(options, Changed, _ofOnePursuit);
            if (options.Auto is { Tabular: { } bag } auto && OptionsErrors.Of(bag, _run).Any())
            {
                // High powers of deep networks need more digits.
                options = options with { Auto = auto with { Tabular = bag with { Precision = Precision.Double } } };
            }
        }

        OptionsErrors.ThrowIfAny(options, _run);
        return new NeuronPursuitEstimator(options, _run);
    }

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(double[,], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(double[,] X, double[] y, CancellationToken cancellationToken = default) =>
        Build().Fit(X, y, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(double[,], double[,], CancellationToken)"/>
    public NeuronPursuitModel Fit(double[,] X, double[,] Y, CancellationToken cancellationToken = default) =>
        Build().Fit(X, Y, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(float[,], float[], CancellationToken)"/>
    public NeuronPursuitModel Fit(float[,] X, float[] y, CancellationToken cancellationToken = default) =>
        Build().Fit(X, y, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(float[,], float[,], CancellationToken)"/>
    public NeuronPursuitModel Fit(float[,] X, float[,] Y, CancellationToken cancellationToken = default) =>
        Build().Fit(X, Y, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(ReadOnlySpan2D{double}, ReadOnlySpan2D{double}, CancellationToken)"/>
    public NeuronPursuitModel Fit(
        ReadOnlySpan2D<double> X, ReadOnlySpan2D<double> Y, CancellationToken cancellationToken = default) =>
        Build().Fit(X, Y, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(ReadOnlySpan2D{float}, ReadOnlySpan2D{float}, CancellationToken)"/>
    public NeuronPursuitModel Fit(
        ReadOnlySpan2D<float> X, ReadOnlySpan2D<float> Y, CancellationToken cancellationToken = default) =>
        Build().Fit(X, Y, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(double[,], double[], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(double[,] X, double[] y, double[] sampleWeights, CancellationToken cancellationToken = default) =>
        Build().Fit(X, y, sampleWeights, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(double[,], double[,], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(double[,] X, double[,] Y, double[] sampleWeights, CancellationToken cancellationToken = default) =>
        Build().Fit(X, Y, sampleWeights, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(float[,], float[], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(float[,] X, float[] y, double[] sampleWeights, CancellationToken cancellationToken = default) =>
        Build().Fit(X, y, sampleWeights, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(float[,], float[,], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(float[,] X, float[,] Y, double[] sampleWeights, CancellationToken cancellationToken = default) =>
        Build().Fit(X, Y, sampleWeights, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(ReadOnlySpan2D{double}, ReadOnlySpan2D{double}, ReadOnlySpan{double}, CancellationToken)"/>
    public NeuronPursuitModel Fit(
        ReadOnlySpan2D<double> X, ReadOnlySpan2D<double> Y, ReadOnlySpan<double> sampleWeights, CancellationToken cancellationToken = default) =>
        Build().Fit(X, Y, sampleWeights, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(ReadOnlySpan2D{float}, ReadOnlySpan2D{float}, ReadOnlySpan{double}, CancellationToken)"/>
    public NeuronPursuitModel Fit(
        ReadOnlySpan2D<float> X, ReadOnlySpan2D<float> Y, ReadOnlySpan<double> sampleWeights, CancellationToken cancellationToken = default) =>
        Build().Fit(X, Y, sampleWeights, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.FitClassifier{TLabel}(double[,], TLabel[], CancellationToken)"/>
    public NeuronPursuitClassifier<TLabel> FitClassifier<TLabel>(
        double[,] X, TLabel[] labels, CancellationToken cancellationToken = default)
        where TLabel : notnull => Build().FitClassifier(X, labels, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.FitClassifier{TLabel}(double[,], TLabel[], double[], CancellationToken)"/>
    public NeuronPursuitClassifier<TLabel> FitClassifier<TLabel>(
        double[,] X, TLabel[] labels, double[]? sampleWeights, CancellationToken cancellationToken = default)
        where TLabel : notnull => Build().FitClassifier(X, labels, sampleWeights, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.FitClassifier{TLabel}(float[,], TLabel[], CancellationToken)"/>
    public NeuronPursuitClassifier<TLabel> FitClassifier<TLabel>(
        float[,] X, TLabel[] labels, CancellationToken cancellationToken = default)
        where TLabel : notnull => Build().FitClassifier(X, labels, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.FitClassifier{TLabel}(float[,], TLabel[], double[], CancellationToken)"/>
    public NeuronPursuitClassifier<TLabel> FitClassifier<TLabel>(
        float[,] X, TLabel[] labels, double[]? sampleWeights, CancellationToken cancellationToken = default)
        where TLabel : notnull => Build().FitClassifier(X, labels, sampleWeights, cancellationToken);

    /// <summary>A change of what the recipe sets: made when the estimator is built, so that it holds wherever it stands.</summary>
    private PursuitOptions Changed(PursuitOptions defaults) => _overrides.Aggregate(defaults, (settings, change) => change(settings));

    /// <summary>A setting that is about one pursuit, so that nothing competes where it is set.</summary>
    private NeuronPursuitBuilder OverrideOfOne(Func<PursuitOptions, PursuitOptions> change, [CallerMemberName] string setting = "") =>
        Override(change, ofOnePursuit: true, setting);

    private NeuronPursuitBuilder Override(
        Func<PursuitOptions, PursuitOptions> change, bool ofOnePursuit = false, [CallerMemberName] string setting = "")
    {
        _ofOnePursuit.Remove(setting);
        if (ofOnePursuit)
        {
            _ofOnePursuit.Add(setting);
        }

        _overrides.Add(change);
        return this;
    }
}
