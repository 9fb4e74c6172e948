namespace NeuronPursuit;

/// <summary>Targets on the other side of curves, one an output, and models that undo these.</summary>
/// <param name="curves">One an output; null for an output that stays as it is.</param>
internal sealed class CurvedTargets(TargetCurve?[] curves)
{
    // A correction by more says that residuals are no noise about a mean.
    private const double LargestShift = 0.5;

    public bool AreStraight => Array.TrueForAll(curves, curve => curve is null);

    /// <exception cref="ArgumentException">The targets of an output have no tail; equal ones need none.</exception>
    public void RequireTails(double[][] targets)
    {
        for (int k = 0; k < curves.Length; k++)
        {
            if (curves[k] is null && Array.Exists(targets[k], value => value != targets[k][0]))
            {
                throw new ArgumentException(
                    $"Half or more of the targets of output {k} (counted from 0) are equal to their least or largest value, and TargetTransform.Log needs a distance of the median from there. Leave WithTargetTransform out; for counts there is PoissonLoss.");
            }
        }
    }

    public double Apply(double target, int output) => curves[output] is { } curve ? curve.Apply(target) : target;

    public double[,] Apply(double[,] targets)
    {
        double[,] applied = (double[,])targets.Clone();
        for (int row = 0; row < applied.GetLength(0); row++)
        {
            for (int k = 0; k < curves.Length; k++)
            {
                applied[row, k] = Apply(targets[row, k], k);
            }
        }

        return applied;
    }

    /// <summary>The model of a fit on the other side that predicts on this one.</summary>
    /// <param name="model">The model.</param>
    /// <param name="targets">All targets on this side, one array an output.</param>
    /// <param name="predictsMean">
    /// Whether a prediction is to be the mean: the mean of a curve is another one than the curve of the mean, by a factor that held-out
    /// residuals tell (Duan's smearing estimate).
    /// </param>
    public NeuronPursuitModel Undo(NeuronPursuitModel model, double[][] targets, bool predictsMean)
    {
        HeldOutResiduals? heldOut = model.HeldOut;
        double[] shifts = [.. curves.Select((curve, k) => predictsMean && curve is not null && heldOut is not null ? ShiftOf(curve, heldOut, k) : 0)];
        ModelPreprocessing preprocessing = model.Fitted.Preprocessing;
        double[] offsets = [.. shifts.Select((shift, k) => (preprocessing.Targets is { } scaling ? scaling.Offsets[k] : 0) + shift)];
        double[] scales = [.. shifts.Select((_, k) => preprocessing.Targets is { } scaling ? scaling.Scales[k] : 1)];
        var fitted = new FittedNetworks(
            model.Fitted.Networks, preprocessing with { Targets = new ColumnScaling(offsets, scales), Curves = curves }, model.Fitted.Link);
        HeldOutResiduals? shifted = heldOut is null ? null : heldOut with
        {
            Values = [.. heldOut.Values.Select((values, k) => Array.ConvertAll(values, value => value - shifts[k]))],
        };
        return model.With(fitted, shifted is null ? [] : FitWay.ConformalOf(shifted), shifted?.Samples is null ? null : ResidualsOf(shifted, targets));
    }

    private static double ShiftOf(TargetCurve curve, HeldOutResiduals heldOut, int output)
    {
        double[] values = heldOut.Values[output];
        double mean = SampleWeights.Mean(
            Array.ConvertAll(values, value => double.IsFinite(value) ? PortableMath.Exp(Math.Clamp(curve.Direction * value, -10, 10)) : 1), heldOut.Weights);
        return curve.Direction * Math.Clamp(PortableMath.Log(mean), -LargestShift, LargestShift);
    }

    /// <summary>Residuals on this side.</summary>
    private HeldOutResiduals ResidualsOf(HeldOutResiduals heldOut, double[][] targets) => heldOut with
    {
        Values = [.. heldOut.Values.Select((values, k) => values.Select((value, i) =>
        {
            double target = targets[k][heldOut.Samples![i]];
            return curves[k] is { } curve ? target - curve.Invert(curve.Apply(target) - value) : value;
        }).ToArray())],
        Spreads = null,
    };
}
