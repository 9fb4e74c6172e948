namespace NeuronPursuit.Fuzz;

/// <summary>Checkpoints of pursuits, of stages of sparse ones, of members of a bag and of finished bags, as a fit reads them.</summary>
internal static class Checkpoints
{
    private const string Fingerprint = "00";
    private const int Inputs = 2;
    private const int Outputs = 1;

    private static readonly PursuitOptions Options = Models.Small().Build().Options;

    public static byte[] UsePursuit(byte[] bytes) => Again(bytes, isJudged: false);

    public static byte[] UseJudged(byte[] bytes) => Again(bytes, isJudged: true);

    public static byte[] UseMember(byte[] bytes) =>
        Write(stream => MemberFile.Write(stream, MemberFile.Read(Stream(bytes), Inputs, Outputs, Fingerprint), Fingerprint));

    public static byte[] UseStage(byte[] bytes) =>
        Write(stream => StageFile.Write(stream, StageFile.Read(Stream(bytes), Fingerprint, Options, Inputs, Outputs), Fingerprint));

    public static byte[] UseResult(byte[] bytes) =>
        Write(stream => ResultFile.Write(stream, ResultFile.Read(Stream(bytes), Fingerprint), Fingerprint));

    public static IEnumerable<byte[]> PursuitSeeds() =>
        [Write(stream => PursuitFile.Write(stream, new KeptPursuit(State(Fit())), Fingerprint))];

    public static IEnumerable<byte[]> JudgedSeeds()
    {
        PursuitState state = State(Fit());
        yield return Write(stream => PursuitFile.Write(stream, new KeptPursuit(state, new HeldOutState(state, 0.5, 0)), Fingerprint));
        yield return Write(stream => PursuitFile.Write(stream, new KeptPursuit(state, new HeldOutState(null, double.PositiveInfinity, 2)), Fingerprint));
    }

    public static IEnumerable<byte[]> MemberSeeds()
    {
        var member = new ValidatedResult(State(Fit()), PursuitStopReason.ValidationStopped, 0.5);
        yield return Write(stream => MemberFile.Write(stream, member, Fingerprint));
        yield return Write(stream => MemberFile.Write(stream, member, Fingerprint, TimeSpan.FromSeconds(3)));
    }

    public static IEnumerable<byte[]> StageSeeds()
    {
        PursuitState state = State(Fit());
        var found = new SparseState(state.Network, [0, 1], state.Loss, 0.5, 4, state.History);
        yield return Write(stream => StageFile.Write(stream, new KeptStage(found, 1, 1e9, TimeSpan.FromSeconds(3), 12), Fingerprint));
        yield return Write(stream => StageFile.Write(stream, new KeptStage(null, 0, 1e9, TimeSpan.Zero, 0), Fingerprint));
    }

    public static IEnumerable<byte[]> ResultSeeds() => [Write(stream => ResultFile.Write(stream, Fit(), Fingerprint))];

    private static byte[] Again(byte[] bytes, bool isJudged) => Write(stream => PursuitFile.Write(
        stream, PursuitFile.Read(Stream(bytes), Fingerprint, Options, Inputs, Outputs, isJudged), Fingerprint));

    private static MemoryStream Stream(byte[] bytes) => new(bytes, writable: false);

    private static byte[] Write(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private static NeuronPursuitModel Fit()
    {
        double[,] X = { { 1, 2 }, { -1, 0.5 }, { 3, -1 }, { 0, 1 } };
        return Models.Small().WithStandardization(false).Fit(X, [1.0, 2, 0, 3]);
    }

    private static PursuitState State(NeuronPursuitModel model) => new(model.Fitted.Networks[0], 0.25, 0, model.History);
}
