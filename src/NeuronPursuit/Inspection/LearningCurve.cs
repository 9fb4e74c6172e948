using System.Globalization;
using System.Text;

namespace NeuronPursuit;

/// <summary>One point of a learning curve: what an iteration reached, and what it had cost by then.</summary>
/// <param name="Iteration">The number of the iteration; the first fit is 1.</param>
/// <param name="Neurons">Hidden neurons after the iteration, all layers together.</param>
/// <param name="Parameters">Weights after the iteration, those of an intercept included.</param>
/// <param name="TrainingError"><see cref="PursuitIteration.TrainingError"/>.</param>
/// <param name="ValidationError"><see cref="PursuitIteration.ValidationError"/>; null when nothing was held out.</param>
/// <param name="Loss"><see cref="PursuitIteration.Loss"/>.</param>
/// <param name="Evaluations">Evaluations of loss and gradient by the optimiser since the fit began.</param>
/// <param name="Elapsed">Time since the fit began.</param>
public sealed record LearningCurvePoint(
    int Iteration,
    int Neurons,
    int Parameters,
    double TrainingError,
    double? ValidationError,
    double Loss,
    long Evaluations,
    TimeSpan Elapsed);

/// <summary>Learning curves: errors over iterations, sizes and evaluations, as data.</summary>
public static class LearningCurveExtensions
{
    /// <summary>The history of a model as a curve to plot.</summary>
    /// <param name="model">The model.</param>
    /// <returns>
    /// One point per entry of <see cref="NeuronPursuitModel.History"/>, in its order. The curve is that of one network with
    /// all of <see cref="NeuronPursuitModel.NetworkInputs"/>; weights of inputs that are not in use count.
    /// </returns>
    public static IReadOnlyList<LearningCurvePoint> LearningCurve(this NeuronPursuitModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var points = new List<LearningCurvePoint>(model.History.Count);
        long evaluations = 0;
        foreach (PursuitIteration iteration in model.History)
        {
            evaluations += iteration.Evaluations;
            int[] widths = [model.NetworkInputs.Count, .. iteration.HiddenWidths, model.OutputCount];
            points.Add(new LearningCurvePoint(
                iteration.Number,
                iteration.HiddenWidths.Sum(),
                widths.Zip(widths.Skip(1), (inputs, outputs) => inputs * outputs).Sum(),
                iteration.TrainingError,
                iteration.ValidationError,
                iteration.Loss,
                evaluations,
                iteration.Elapsed));
        }

        return points.AsReadOnly();
    }

    /// <summary>A curve as comma-separated values, to be read by any program that plots.</summary>
    /// <param name="curve">The points.</param>
    /// <returns>
    /// A line of names, then one line per point, each ended by a line feed; invariant culture, numbers that read back exactly,
    /// seconds for times, nothing for an error that there is not.
    /// </returns>
    public static string ToCsv(this IEnumerable<LearningCurvePoint> curve)
    {
        ArgumentNullException.ThrowIfNull(curve);
        var text = new StringBuilder("iteration,neurons,parameters,training_error,validation_error,loss,evaluations,seconds\n");
        foreach (LearningCurvePoint point in curve)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{point.Iteration},{point.Neurons},{point.Parameters},{point.TrainingError:R},{point.ValidationError:R},{point.Loss:R},{point.Evaluations},{point.Elapsed.TotalSeconds:R}\n");
        }

        return text.ToString();
    }
}
