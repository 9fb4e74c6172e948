namespace NeuronPursuit;

/// <summary>The units in which targets are trained on.</summary>
/// <param name="Scaling">From the caller's targets to those.</param>
/// <param name="Loss">The loss in those units.</param>
internal sealed record TargetScaling(ColumnScaling Scaling, ILoss Loss)
{
    // Where targets far from all others end up, in units of the furthest ordinary one: no prediction gets near.
    private const double LimitOfStrays = 1.5;

    /// <summary>
    /// Only a loss that is homogeneous, the square or Huber's in the units of its residuals, commutes with powers of two; some
    /// take targets as they are.
    /// </summary>
    public static TargetScaling Fit<TColumns>(PursuitOptions options, TColumns Y)
        where TColumns : IColumnSource, allows ref struct
    {
        bool standardizes = options.Standardization && options.Loss.CanStandardizeTargets;
        bool rescales = options.Rescaling && !options.Standardization;
        if (options.Loss is HuberLoss huber)
        {
            return Robust(huber, RobustScalesOf(Y), Y, standardizes, rescales);
        }

        ColumnScaling scaling = standardizes ? ColumnScaling.Standardize(Y)
            : rescales && options.Loss is SquaredLoss ? ColumnScaling.PowerOfTwo(Y)
            : ColumnScaling.Uniform(Y.ColumnCount, 1);
        return new TargetScaling(scaling, options.Loss);
    }

    /// <summary>The loss and limits of new targets in units that are given.</summary>
    public static TargetScaling In<TColumns>(ColumnScaling given, ILoss loss, TColumns Y)
        where TColumns : IColumnSource, allows ref struct =>
        loss is HuberLoss huber ? Limited(huber, RobustScalesOf(Y), given.Offsets.ToArray(), given.Scales.ToArray()) : new TargetScaling(given, loss);

    private static TargetScaling Robust<TColumns>(HuberLoss loss, RobustScale[] robust, TColumns Y, bool standardizes, bool rescales)
        where TColumns : IColumnSource, allows ref struct
    {
        if (standardizes)
        {
            return Limited(loss, robust, Array.ConvertAll(robust, column => column.Median), Array.ConvertAll(robust, column => column.Deviation));
        }

        ColumnScaling scaling = rescales
            ? ColumnScaling.PowerOfTwo(Y, ValueRange.OfColumns(robust.Select(column => column.Ordinary)))
            : ColumnScaling.Uniform(Y.ColumnCount, 1);
        return Limited(loss, robust, scaling.Offsets.ToArray(), scaling.Scales.ToArray());
    }

    /// <summary>
    /// A residual beyond the transition pulls the same however large it is. So a target far from all others may as well lie
    /// where no prediction gets: the slopes stay as they are, and the loss is no longer all but that one number.
    /// </summary>
    private static TargetScaling Limited(HuberLoss loss, RobustScale[] robust, double[] offsets, double[] scales)
    {
        double[] limits = new double[offsets.Length];
        double[] deviations = new double[offsets.Length];
        for (int k = 0; k < offsets.Length; k++)
        {
            limits[k] = LimitOfStrays * (robust[k].Reach + Math.Abs(robust[k].Median - offsets[k])) / scales[k];
            deviations[k] = robust[k].Deviation / scales[k];
        }

        bool limited = Array.Exists(limits, double.IsFinite);
        return new TargetScaling(new ColumnScaling(offsets, scales, limited ? limits : null), loss.InUnitsOf(deviations));
    }

    private static RobustScale[] RobustScalesOf<TColumns>(TColumns Y)
        where TColumns : IColumnSource, allows ref struct
    {
        var robust = new RobustScale[Y.ColumnCount];
        for (int k = 0; k < robust.Length; k++)
        {
            robust[k] = Y.RobustScaleOf(k);
        }

        return robust;
    }
}
