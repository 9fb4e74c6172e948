namespace NeuronPursuit.Fuzz;

/// <summary>What the core reads.</summary>
internal static class CoreTargets
{
    public static IReadOnlyList<Target> All { get; } =
    [
        new("model", bytes => Models.Use(NeuronPursuitModel.Load(new MemoryStream(bytes))), Models.Seeds),
        new("classifier", bytes => Models.Use(NeuronPursuitClassifier<string>.Load(new MemoryStream(bytes))), Models.ClassifierSeeds),
        new("encoder", bytes => Models.Use(OneHotEncoder.Load(new MemoryStream(bytes))), Models.EncoderSeeds),
        new("checkpoint", Checkpoints.UsePursuit, Checkpoints.PursuitSeeds),
        new("judged", Checkpoints.UseJudged, Checkpoints.JudgedSeeds),
        new("member", Checkpoints.UseMember, Checkpoints.MemberSeeds),
        new("stage", Checkpoints.UseStage, Checkpoints.StageSeeds),
        new("result", Checkpoints.UseResult, Checkpoints.ResultSeeds),
    ];

    public static Target Named(string name) => All.Single(target => target.Name == name);
}
