namespace PaperExperiments;

/// <summary>All experiments, in the paper's order. A new one is a line here.</summary>
public static class Catalog
{
    public static IReadOnlyList<IExperiment> All { get; } =
    [
        new Fig5.Fig5Experiment(),
        new Sparse.SparseFunctions(Sparse.SparseProtocols.Hypersphere),
        new Sparse.SparseFunctions(Sparse.SparseProtocols.Hypercube),
        new Sparse.SparseFunctions(Sparse.SparseProtocols.Gaussian),
        new Algorithmic.ModularAddition(),
        new Algorithmic.PointerValueRetrieval(),
        .. Saddles.SaddleProtocols.All.Select(protocol => new Saddles.SaddleExperiment(protocol)),
        new Omp.OmpExperiment(),
        new Rescaling.RescalingExperiment(),
    ];
}
