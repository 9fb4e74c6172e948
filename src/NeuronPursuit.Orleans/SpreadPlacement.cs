using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace NeuronPursuit;

/// <summary>
/// Grain k goes to silo k modulo the number of silos: as many on each as possible. A hash, Orleans' default, may put all
/// of a few grains on one silo.
/// </summary>
[GenerateSerializer]
[Immutable]
[Alias("NeuronPursuit.SpreadPlacement")]
internal sealed class SpreadPlacement : PlacementStrategy;

/// <inheritdoc cref="SpreadPlacement"/>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SpreadPlacementAttribute() : PlacementAttribute(new SpreadPlacement());

/// <inheritdoc cref="SpreadPlacement"/>
internal sealed class SpreadPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        SiloAddress[] silos = [.. context.GetCompatibleSilos(target).Order()];
        long key = target.GrainIdentity.GetIntegerKey(out _);
        return Task.FromResult(silos[(int)(key % silos.Length)]);
    }
}
