namespace NeuronPursuit;

/// <summary>
/// The units in which a finished model is trained further. They are its own, so that a shift of new data shows up as a shift,
/// unless they would hide the data: a column that was constant in the first fit, or whose limits or scale new values leave
/// far behind, gets new ones, and the weights are changed so that the model computes what it did.
/// </summary>
internal static class ContinuedScaling
{
    // In units of the first fit: data beyond are out of scale.
    private const double LargestRatio = 16;

    // Where a column's limit was made for strays of the first data, other data get this one at least.
    private const double LeastLimit = 5;

    /// <param name="model">The model that is continued.</param>
    /// <param name="options">The settings of the fit.</param>
    /// <param name="X">The new inputs.</param>
    /// <param name="Y">The new targets.</param>
    /// <param name="shifts">How far the offset of each output moves (<see cref="ContinuedOffset"/>).</param>
    public static ModelScaling Of<TX, TY>(NeuronPursuitModel model, PursuitOptions options, TX X, TY Y, double[] shifts)
        where TX : IColumnSource, allows ref struct
        where TY : IColumnSource, allows ref struct
    {
        ModelPreprocessing preprocessing = model.Fitted.Preprocessing;
        ColumnScaling? before = preprocessing.Targets is { } targetsBefore ? Moved(targetsBefore, shifts) : null;
        double[]? offsets = before is { HasScales: false } ? before.Offsets.ToArray() : null;
        double[]? ofOutputs = options.Loss.CanStandardizeTargets ? null : offsets;
        ColumnScaling own = ofOutputs is null && before is not null ? before : ColumnScaling.Uniform(model.OutputCount, 1);
        if (!options.Rescaling && !preprocessing.IsStandardized)
        {
            return new ModelScaling(preprocessing.Inputs, TargetScaling.In(own, options.Loss, Y), stays: true, [], outputOffsets: ofOutputs);
        }

        if (model.History.Count == 0)
        {
            // Nothing was learned, so nothing is to be kept.
            return ModelScaling.Fit(options, X, Y);
        }

        var change = new UnitChange(preprocessing.Inputs.Count, model.OutputCount);
        var found = new ColumnStatistics[X.ColumnCount];
        for (int column = 0; column < found.Length; column++)
        {
            found[column] = X.StatisticsOf(column, ordinary: true);
        }

        if (!preprocessing.IsStandardized)
        {
            InputMap rescaled = WithPowerOfTwo(
                preprocessing.Inputs,
                ColumnScaling.PowerOfTwo(X, ValueRange.OfColumns(found.Select(statistics => statistics.Ordinary))).Scales[0],
                found,
                change);
            var fitted = TargetScaling.Fit(options, Y);
            TargetScaling ownTargets = offsets is null || ofOutputs is not null ? fitted : fitted.About(options, offsets, TargetMoments.Of(Y));
            return new ModelScaling(rescaled, ownTargets, stays: false, found, change.IsNone ? null : change, ofOutputs);
        }

        InputColumn[] columns = preprocessing.Inputs.Columns.ToArray();
        for (int input = 0; input < columns.Length; input++)
        {
            columns[input] = columns[input].Kind == NetworkInputKind.Value
                ? Visible(input, columns[input], found[columns[input].Source], preprocessing.Intercept, change)
                : columns[input];
        }

        ColumnScaling units = options.Loss.CanStandardizeTargets ? InScale(own, Y, change) : own;
        var targets = TargetScaling.In(units, options.Loss, Y);
        return new ModelScaling(new InputMap(columns), targets, stays: true, found, change.IsNone ? null : change, ofOutputs);
    }

    private static ColumnScaling Moved(ColumnScaling own, double[] shifts) =>
        Array.TrueForAll(shifts, shift => shift == 0)
            ? own
            : new ColumnScaling([.. shifts.Select((shift, output) => own.Offsets[output] + shift)], own.Scales.ToArray());

    /// <summary>The input of a column as it is, or such that it shows what new values do.</summary>
    private static InputColumn Visible(int input, InputColumn own, ColumnStatistics found, bool intercept, UnitChange change)
    {
        if (found.IsConstant)
        {
            return own;
        }

        bool fills = !double.IsNaN(own.WhereMissing);
        if (own.Clip == 0)
        {
            change.Revive(input, own.Source);
            return new InputColumn(own.Source, own.Kind, found.Mean, found.Scale)
            {
                Clip = InputMapFitter.LimitOf(found, double.PositiveInfinity),
                WhereMissing = fills ? 0 : double.NaN,
            };
        }

        double mean = Math.Abs(found.Mean - own.Offset) / own.Scale;
        double deviation = found.Scale / own.Scale;
        bool isOutOfScale = Math.Max(mean, deviation) > LargestRatio || deviation < 1 / LargestRatio;
        if (!isOutOfScale && mean + 2 * deviation <= own.Clip)
        {
            return found.Ordinary.IsAll ? own : With(own, Math.Min(own.Clip, InputMapFitter.LimitOfStrays * (mean + found.Reach / own.Scale)));
        }

        // Another offset can be made up for where there is a constant, and only there.
        (double offset, double scale) = intercept
            ? (found.Mean, found.Scale)
            : (own.Offset, double.Hypot(found.Scale, found.Mean - own.Offset));
        double limit = double.IsFinite(own.Clip) ? Math.Max(own.Clip, LeastLimit) : own.Clip;
        var visible = new InputColumn(own.Source, own.Kind, offset, scale)
        {
            Clip = Math.Min(limit, InputMapFitter.LimitOfStrays * (Math.Abs(found.Mean - offset) + found.Reach) / scale),
            WhereMissing = fills ? (own.Offset + own.Scale * own.WhereMissing - offset) / scale : double.NaN,
        };
        change.Rescale(input, own.Source, own, visible);
        return visible;
    }

    private static InputColumn With(InputColumn own, double clip) =>
        new(own.Source, own.Kind, own.Offset, own.Scale) { Clip = clip, WhereMissing = own.WhereMissing };

    /// <summary>The powers of two of the new data; a column with strays keeps its scale beside the weights.</summary>
    private static InputMap WithPowerOfTwo(InputMap inputs, double scale, ColumnStatistics[] found, UnitChange change)
    {
        InputColumn[] columns = inputs.WithFoldedScale(scale).Columns.ToArray();
        for (int input = 0; input < columns.Length; input++)
        {
            InputColumn own = columns[input];
            ColumnStatistics statistics = found[own.Source];
            if (own.CanFold && !statistics.Ordinary.IsAll)
            {
                columns[input] = With(own, InputMapFitter.MagnitudeOf(statistics) / own.Scale);
                change.Unfold(input, own.Scale);
            }
        }

        return new InputMap(columns);
    }

    /// <summary>The model's units of the targets, or of their size where new ones are out of scale.</summary>
    private static ColumnScaling InScale<TColumns>(ColumnScaling own, TColumns Y, UnitChange change)
        where TColumns : IColumnSource, allows ref struct
    {
        double[] scales = own.Scales.ToArray();
        for (int output = 0; output < scales.Length; output++)
        {
            ColumnStatistics found = Y.StatisticsOf(output, ordinary: true);
            double size = double.Hypot(found.IsConstant ? 0 : found.Scale, found.Mean - own.Offsets[output]);
            if (size > LargestRatio * scales[output] || (size > 0 && size < scales[output] / LargestRatio))
            {
                change.RescaleOutput(output, scales[output], size);
                scales[output] = Math.Max(size, ColumnStatistics.SmallestScale);
            }
        }

        return new ColumnScaling(own.Offsets.ToArray(), scales);
    }
}
