namespace NeuronPursuit;

/// <summary>Plots of histories and models.</summary>
public static partial class PursuitPlotExtensions
{
    /// <summary>
    /// Relative errors on a logarithmic axis against iterations, on training and held-out data, and below them which layers
    /// grew in which iteration and how.
    /// </summary>
    /// <param name="history">The iterations, as in <see cref="NeuronPursuitModel.History"/>; may be empty.</param>
    /// <param name="options">How it looks; null for the defaults.</param>
    /// <returns>The plot.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static PursuitPlot PlotErrors(this IReadOnlyList<PursuitIteration> history, PlotOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        options ??= new PlotOptions();
        PlotOptionsChecks.RequireSize(options);
        return ErrorChart.Draw(history, options);
    }
}
