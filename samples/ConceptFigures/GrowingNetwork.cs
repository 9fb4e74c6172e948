using NeuronPursuit;

namespace ConceptFigures;

/// <summary>A pursuit, and the network as it was after each of its iterations.</summary>
/// <param name="Stages">One model per iteration.</param>
public sealed record GrowingNetwork(IReadOnlyList<NeuronPursuitModel> Stages)
{
    public IReadOnlyList<PursuitIteration> History => Stages[^1].History;

    /// <summary>Fits, and keeps what WithStopWhen shows on the way.</summary>
    public static GrowingNetwork Fit(double[,] X, double[] y)
    {
        var stages = new List<NeuronPursuitModel>();
        new NeuronPursuitBuilder()
            .WithDepth(3)
            .WithSeed(Example.Seed)
            .WithStopWhen((_, model) =>
            {
                stages.Add(model);
                return false;
            })
            .Fit(X, y);
        return new GrowingNetwork(stages);
    }

    /// <summary>Neurons per hidden layer after an iteration, as "2/1".</summary>
    public string Widths(int iteration) => string.Join('/', History[iteration].HiddenWidths);
}
