using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

// Growing a finished model further.
public sealed partial class NeuronPursuitEstimator
{
    /// <summary>
    /// Grows a model further, on its training data or on new ones: its network is trained on them first, then grows as by
    /// Fit. The model itself stays as it is.
    /// </summary>
    /// <param name="model">A model of a single network with plain outputs, trained or loaded.</param>
    /// <param name="X">Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>: one sample per row, in the columns of the model.</param>
    /// <param name="y">Targets, one per row of <paramref name="X"/>.</param>
    /// <param name="cancellationToken">Ends the fit by a <see cref="PursuitCanceledException"/>.</param>
    /// <returns>
    /// A new model with the history of the old one and what came after: first a <see cref="PursuitIterationKind.Refit"/>.
    /// </returns>
    /// <remarks>
    /// <para>Depth, activation, intercept, standardisation, ranks and what NaN means are the model's own, whatever the
    /// builder says, and it grows as a pursuit, also with <see cref="NeuronPursuitBuilder.WithFixedWidths"/>; loss, weight decay, search and optimisers are the builder's. Its
    /// <see cref="NeuronPursuitBuilder.WithMaxIterations"/> counts the new iterations alone. A model without iterations
    /// (all targets zero) begins anew.</para>
    /// <para>Scalings are those of the model's first data, so that a shift of new data shows up as a shift, with one
    /// exception: a column that was constant in those data and is no longer, or that new values take out of its scale or its
    /// limits, gets the scale of the new data, and so do targets out of scale. The weights change along, so that the model
    /// begins as it was, and the log names the columns.</para>
    /// <para>Where the targets of at least 8 rows lie beside what the model predicts by more than four times what else there is, in
    /// them and in its errors, its offset moves there, and the log says by how much: neurons that made up for it would be
    /// far off beside the rows.</para>
    /// <para>A model without an offset gets none. Where the new targets lie beside what it predicts by more than all else that it
    /// leaves, the log warns and says by how much.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// A shape is wrong, a value not finite, the model averages several networks, tells classes apart or
    /// was fitted by <see cref="PoissonLoss"/> and the builder has another loss or the reverse, or the recipe holds samples out or runs several pursuits.
    /// </exception>
    /// <exception cref="PursuitCanceledException">The fit was cancelled; carries the last finished model.</exception>
    public NeuronPursuitModel Continue(
        NeuronPursuitModel model, double[,] X, double[] y, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(y);
        return Continue(model, new ReadOnlySpan2D<double>(X), AsColumn<double>(y), "y", cancellationToken);
    }

    /// <inheritdoc cref="Continue(NeuronPursuitModel, double[,], double[], CancellationToken)"/>
    /// <param name="model">A model of a single network with plain outputs, trained or loaded.</param>
    /// <param name="X">Inputs, n x <see cref="NeuronPursuitModel.InputCount"/>: one sample per row, in the columns of the model.</param>
    /// <param name="Y">Targets, n x <see cref="NeuronPursuitModel.OutputCount"/>: one row per row of <paramref name="X"/>.</param>
    /// <param name="cancellationToken">Ends the fit by a <see cref="PursuitCanceledException"/>.</param>
    public NeuronPursuitModel Continue(
        NeuronPursuitModel model, double[,] X, double[,] Y, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(Y);
        return Continue(model, new ReadOnlySpan2D<double>(X), new ReadOnlySpan2D<double>(Y), "Y", cancellationToken);
    }

    private NeuronPursuitModel Continue(
        NeuronPursuitModel model, ReadOnlySpan2D<double> X, ReadOnlySpan2D<double> Y, string targetName, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        FittedNetworks fitted = model.Fitted;
        if (fitted.Networks.Count != 1 || fitted.Link == OutputLink.Softmax)
        {
            throw new ArgumentException(
                $"The model has {fitted.Networks.Count} networks and outputs of kind {fitted.Link}; only a single network with plain outputs can grow further. Fit anew on all data.",
                nameof(model));
        }

        model.RequireNoCurve("Continue");
        if (_options.TargetTransform == TargetTransform.Log)
        {
            throw new ArgumentException("A model is continued in the units that it was fitted in. Leave WithTargetTransform out, or fit anew.");
        }

        if (fitted.Link != _options.Link)
        {
            throw new ArgumentException(
                $"The model's outputs are of kind {fitted.Link} and those of {_options.Loss} of kind {_options.Link}. Set the loss that the model was fitted by, or fit anew.",
                nameof(model));
        }

        if (!_options.Procedure.Continues || _options.Members is not null || _options.Auto is { AsksForBag: true } || _options.Pursuits > 1 || _options.ValidationFraction > 0 || _run.Validation is not null)
        {
            throw new ArgumentException(
                "A model is continued by one pursuit on all samples. Use PursuitRecipe.Fast or Paper, without WithValidation, WithPursuits or WithEnsemble.");
        }

        // Without rows there are no columns to count; the fit refuses that itself.
        if (X.Height > 0 && (X.Width != model.InputCount || Y.Width != model.OutputCount))
        {
            throw new ArgumentException(
                $"X has {X.Width} columns and {targetName} {Y.Width}, but the model was fitted on {model.InputCount} and {model.OutputCount}. Pass the columns of its training data in the same order.",
                nameof(X));
        }

        ModelPreprocessing preprocessing = fitted.Preprocessing;
        bool standardizes = preprocessing.Targets is { HasScales: true } || (model.History.Count == 0 && preprocessing.IsStandardized);
        PursuitOptions options = _options with
        {
            Depth = model.Depth,
            Activation = model.Activation,
            Procedure = new GrowthProcedure(),
            Intercept = preprocessing.Intercept,
            Standardization = standardizes,
            ChoosesOffset = false,
            OutputOffset = !standardizes && preprocessing.Targets is { HasScales: false },
            ForbidsOffset = preprocessing.Targets is null,
            MissingValues = preprocessing.Inputs.AllowsMissing ? MissingValues.MeanAndIndicator : MissingValues.Fail,
            MaxIterations = (int)Math.Min(int.MaxValue, (long)_options.MaxIterations + (model.History is [.., var last] ? last.Number : 0)),
        };
        NeuronPursuitModel grown = new NeuronPursuitEstimator(options with { Auto = null }, _run).FitSamples(X, Y, targetName, [], model, cancellationToken);
        return AsChosenAlone(grown);
    }
}
