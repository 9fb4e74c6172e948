using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace NeuronPursuit;

/// <summary>
/// For fits in groups, neighbours to one silo: of n shards every silo gets a range of the same size, and a group of shards
/// goes where the middle of its shards is. Those of a silo that died, and all of a fit without groups, go one each to the
/// others (<see cref="SpreadPlacement"/>), since a range of them would fall to one or two.
/// </summary>
[GenerateSerializer]
[Immutable]
[Alias("NeuronPursuit.RangePlacement")]
internal sealed class RangePlacement : PlacementStrategy
{
    /// <summary>What a request says that makes the grains of a fit in groups for the first time.</summary>
    public const string Beginning = "NeuronPursuit.Beginning";
}

/// <inheritdoc cref="RangePlacement"/>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RangePlacementAttribute() : PlacementAttribute(new RangePlacement());

/// <inheritdoc cref="RangePlacement"/>
internal sealed class RangePlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        SiloAddress[] silos = [.. context.GetCompatibleSilos(target).Order()];
        long key = target.GrainIdentity.GetIntegerKey(out string? extension);
        bool beginning = target.RequestContextData?.ContainsKey(RangePlacement.Beginning) == true;
        long place = beginning
            ? (2 * key + 1) * silos.Length / (2L * FitKey.Parse(extension!).Count)
            : key % silos.Length;
        return Task.FromResult(silos[(int)place]);
    }
}
