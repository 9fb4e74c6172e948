using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

// Fits of classes.
public sealed partial class NeuronPursuitEstimator
{
    /// <summary>Grows a network that tells classes apart: one output per class, trained by the cross-entropy of their softmax.</summary>
    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="X">Inputs, n x d: one sample per row. Finite; not modified; copied before the fit begins.</param>
    /// <param name="labels">The classes, one per row of <paramref name="X"/>, at least two different ones.</param>
    /// <param name="cancellationToken">Ends the fit by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>
    /// The classifier. The labels are in order: numbers and enums by value, strings ordinal, false before true.
    /// </returns>
    /// <remarks>
    /// Targets are not standardised. Outputs begin at the logarithms of the classes' weighted
    /// shares, so that these are the probabilities where the network says nothing, but for <see cref="PursuitRecipe.Paper"/> and
    /// <see cref="NeuronPursuitBuilder.WithIntercept"/> of false. Errors in the history are
    /// <c>sqrt(loss(f) / loss(c))</c>, where c gives every class its share, or without an offset all the same probability.
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A shape is wrong, a value not finite, a label null, there is one class only, or the settings fit no classifier.
    /// </exception>
    /// <exception cref="NotSupportedException">Labels of this type are not supported.</exception>
    /// <exception cref="PursuitCanceledException">The fit was cancelled; carries the last finished model.</exception>
    public NeuronPursuitClassifier<TLabel> FitClassifier<TLabel>(
        double[,] X, TLabel[] labels, CancellationToken cancellationToken = default)
        where TLabel : notnull => FitClassifier(X, labels, null, cancellationToken);

    /// <summary>Grows a network that tells classes apart from samples that count differently.</summary>
    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="X">Inputs, n x d: one sample per row. Finite; not modified; copied before the fit begins.</param>
    /// <param name="labels">The classes, one per row of <paramref name="X"/>, at least two different ones.</param>
    /// <param name="sampleWeights">
    /// One weight per row, finite and at least 0, of which only ratios count; multiplied by those of
    /// <see cref="NeuronPursuitBuilder.WithClassWeights"/>. Null for none.
    /// </param>
    /// <param name="cancellationToken">Ends the fit by a <see cref="PursuitCanceledException"/>.</param>
    /// <inheritdoc cref="FitClassifier{TLabel}(double[,], TLabel[], CancellationToken)"/>
    public NeuronPursuitClassifier<TLabel> FitClassifier<TLabel>(
        double[,] X, TLabel[] labels, double[]? sampleWeights, CancellationToken cancellationToken = default)
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(X);
        return FitClasses<double, TLabel>(X, labels, sampleWeights, 1, cancellationToken);
    }

    /// <inheritdoc cref="FitClassifier{TLabel}(double[,], TLabel[], CancellationToken)"/>
    public NeuronPursuitClassifier<TLabel> FitClassifier<TLabel>(
        float[,] X, TLabel[] labels, CancellationToken cancellationToken = default)
        where TLabel : notnull => FitClassifier(X, labels, null, cancellationToken);

    /// <inheritdoc cref="FitClassifier{TLabel}(double[,], TLabel[], double[], CancellationToken)"/>
    public NeuronPursuitClassifier<TLabel> FitClassifier<TLabel>(
        float[,] X, TLabel[] labels, double[]? sampleWeights, CancellationToken cancellationToken = default)
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(X);
        return FitClasses<float, TLabel>(X, labels, sampleWeights, 1, cancellationToken);
    }

    private NeuronPursuitClassifier<TLabel> FitClasses<T, TLabel>(
        ReadOnlySpan2D<T> X, TLabel[] labels, double[]? sampleWeights, T one, CancellationToken cancellationToken)
        where T : unmanaged
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(labels);
        NeuronPursuitEstimator own = ForClasses();
        PackedSize.Require(PositiveRows(X.Height, sampleWeights), X.Width, X.Width, 1, "Use fewer rows.");
        try
        {
            SampleReader.Check(X, nameof(X), cancellationToken, own._options.MissingValues != MissingValues.Fail);
        }
        catch (OperationCanceledException)
        {
            throw new PursuitCanceledException(null, cancellationToken);
        }

        var data = ClassifierData<TLabel>.Of(labels, X.Height, sampleWeights, _options.ClassWeights);
        DataWarnings.Classes(_run.Logger, data.Labels.Length, PositiveRows(X.Height, sampleWeights));
        NeuronPursuitModel model = own.FitSamples<T>(X, data.Targets(one), "labels", data.Weights, cancellationToken);
        return new NeuronPursuitClassifier<TLabel>(model, data.Labels);
    }

    private static int PositiveRows(int rows, double[]? sampleWeights) => sampleWeights?.Count(weight => weight > 0) ?? rows;

    private NeuronPursuitEstimator ForClasses()
    {
        if (_options.Loss is not (SquaredLoss or CrossEntropyLoss))
        {
            throw new ArgumentException(
                $"The loss is {_options.Loss}; classifiers are trained by {nameof(CrossEntropyLoss)}. Leave WithLoss out, or use Fit.");
        }

        if (_run.Validation is not null)
        {
            throw new ArgumentException(
                "A classifier holds out samples itself; a validation set of numbers cannot judge it. Use WithValidation(fraction, patience), or leave it out.");
        }

        PursuitOptions options = _options with
        {
            Loss = new CrossEntropyLoss(),
            Link = OutputLink.Softmax,
        };
        OptionsErrors.ThrowIfAny(options, _run);
        return new NeuronPursuitEstimator(options, _run);
    }
}
