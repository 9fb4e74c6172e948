namespace NeuronPursuit;

/// <summary>The units in which targets are trained on.</summary>
/// <param name="Scaling">From the caller's targets to those.</param>
/// <param name="Loss">The loss in those units.</param>
internal sealed record TargetScaling(ColumnScaling Scaling, ILoss Loss)
{
    /// <summary>The parts of the weight of each output's targets that are left out; empty for none.</summary>
    public IReadOnlyList<double> LeftOut { get; private init; } = [];

    /// <summary>Where each output's targets lie and how far they spread, for a robust loss; empty for others.</summary>
    private RobustScale[] Columns { get; init; } = [];

    /// <summary>The same targets less constants, and of another size where the loss allows it.</summary>
    /// <param name="options">Whether there is rescaling; no standardisation.</param>
    /// <param name="constants">One an output.</param>
    /// <param name="moments">The targets' deviations.</param>
    public TargetScaling About(PursuitOptions options, double[] constants, TargetMoments moments)
    {
        double[] scales = new double[constants.Length];
        Array.Fill(scales, 1);
        if (Loss is IScaledLoss scaled)
        {
            if (options.Rescaling)
            {
                double[] parts = [.. Columns.Select((column, k) => double.Hypot(column.Deviation, column.Median - constants[k]))];
                Array.Fill(scales, ColumnScaling.PowerOfTwo(TargetMoments.RootMeanSquareOf(parts)));
            }

            return Limited(scaled, Columns, [.. constants], scales);
        }

        if (options.Rescaling && Loss is SquaredLoss)
        {
            Array.Fill(scales, ColumnScaling.PowerOfTwo(moments.RootMeanSquareAbout(constants)));
        }

        return this with { Scaling = new ColumnScaling([.. constants], scales) };
    }

    /// <summary>
    /// Only a loss that is homogeneous, the square or one in the units of its residuals, commutes with powers of two; some
    /// take targets as they are.
    /// </summary>
    public static TargetScaling Fit<TColumns>(PursuitOptions options, TColumns Y)
        where TColumns : IColumnSource, allows ref struct
    {
        bool standardizes = options.Standardization && options.Loss.CanStandardizeTargets;
        bool rescales = options.Rescaling && !options.Standardization;
        if (options.Loss is IScaledLoss scaled)
        {
            return Robust(scaled, RobustScalesOf(Y), Y, standardizes, rescales);
        }

        ColumnScaling scaling = standardizes ? ColumnScaling.Standardize(Y)
            : rescales && options.Loss is SquaredLoss ? ColumnScaling.PowerOfTwo(Y)
            : ColumnScaling.Uniform(Y.ColumnCount, 1);
        return new TargetScaling(scaling, options.Loss);
    }

    /// <summary>The loss and limits of new targets in units that are given.</summary>
    public static TargetScaling In<TColumns>(ColumnScaling given, ILoss loss, TColumns Y)
        where TColumns : IColumnSource, allows ref struct =>
        loss is IScaledLoss scaled ? Limited(scaled, RobustScalesOf(Y), given.Offsets.ToArray(), given.Scales.ToArray()) : new TargetScaling(given, loss);

    private static TargetScaling Robust<TColumns>(IScaledLoss loss, RobustScale[] robust, TColumns Y, bool standardizes, bool rescales)
        where TColumns : IColumnSource, allows ref struct
    {
        if (standardizes)
        {
            return Limited(loss, robust, CentresOf(loss, robust, Y), Array.ConvertAll(robust, column => column.Deviation));
        }

        ColumnScaling scaling = rescales
            ? ColumnScaling.PowerOfTwo(Y, ValueRange.OfColumns(robust.Select(column => column.Ordinary)))
            : ColumnScaling.Uniform(Y.ColumnCount, 1);
        return Limited(loss, robust, scaling.Offsets.ToArray(), scaling.Scales.ToArray());
    }

    /// <summary>What a constant would predict: the median, or the quantile that is asked for.</summary>
    private static double[] CentresOf<TColumns>(IScaledLoss loss, RobustScale[] robust, TColumns Y)
        where TColumns : IColumnSource, allows ref struct
    {
        double[] centres = Array.ConvertAll(robust, column => column.Median);
        for (int k = 0; loss is QuantileLoss quantile && k < centres.Length; k++)
        {
            centres[k] = Y.QuantileOf(k, quantile.Quantile);
        }

        return centres;
    }

    /// <summary>
    /// To Huber's loss a target far from all others is an error and not a number to learn: even a bounded pull makes a pursuit grow neurons
    /// for it alone.
    /// </summary>
    private static TargetScaling Limited(IScaledLoss loss, RobustScale[] robust, double[] offsets, double[] scales)
    {
        double[] deviations = [.. robust.Select((column, k) => column.Deviation / scales[k])];
        ValueRange[]? within = loss is QuantileLoss ? null : ValueRange.OfColumns(robust.Select(column => column.Ordinary));
        return new TargetScaling(new ColumnScaling(offsets, scales, within), loss.InUnitsOf(deviations))
        {
            Columns = robust,
            LeftOut = within is null ? [] : Array.ConvertAll(robust, column => column.StrayShare),
        };
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
