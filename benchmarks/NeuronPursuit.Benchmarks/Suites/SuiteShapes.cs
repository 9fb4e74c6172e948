namespace NeuronPursuit.Benchmarks;

/// <summary>Parameters of the generic suites, by name.</summary>
public static class SuiteShapes
{
    /// <summary>Shapes of a loss and gradient.</summary>
    public static IEnumerable<string> Evaluations => EvaluationShape.All.Select(shape => shape.Name);

    /// <summary>Shapes of a correlation.</summary>
    public static IEnumerable<string> Correlations => CorrelationShape.All.Select(shape => shape.Name);
}
