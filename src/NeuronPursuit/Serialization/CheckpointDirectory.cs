using System.Diagnostics;

namespace NeuronPursuit;

/// <summary>
/// The checkpoints of one fit in a directory: its pursuits as far as they came, of a sparse one the finished stages, of a bag
/// the finished members and at the end the model in place of them.
/// </summary>
internal sealed class CheckpointDirectory : IFitStore
{
    private const string Result = "result";

    private readonly string _directory;
    private readonly string _fingerprint;
    private readonly PursuitOptions _options;
    private readonly RunSettings _run;
    private readonly (int Inputs, int Outputs) _size;
    private readonly TimeSpan _before;
    private readonly long _start = Stopwatch.GetTimestamp();
    private string? _found;

    private CheckpointDirectory(string directory, string fingerprint, PursuitOptions options, RunSettings run, IPursuitData data)
    {
        (_directory, _fingerprint, _options, _run, _size) = (directory, fingerprint, options, run, (data.InputCount, data.OutputCount));
        CheckpointFiles.RemoveAbandoned(directory);
        IReadOnlyList<CheckpointHead> heads = CheckpointHead.Of(directory);
        if (heads.Any(head => head.Fingerprint is { } found && found != fingerprint))
        {
            if (run.CheckpointMismatch != CheckpointMismatch.Restart)
            {
                throw CheckpointFiles.OfAnotherFit(directory);
            }

            CheckpointFiles.Remove(heads.Select(head => head.Path));
            heads = [];
        }

        _before = heads.Select(head => head.FitElapsed).DefaultIfEmpty().Max();
        string[] found = [.. heads.Where(head => head.Kind is "trial" or "member" or "stage").GroupBy(head => head.Kind)
            .OrderByDescending(group => group.Key)
            .Select(group => FormattableString.Invariant($"{group.Count()} finished {group.Key}{(group.Count() == 1 ? "" : "s")}"))];
        _found = found.Length == 0 ? null : string.Join(" and ", found);
    }

    /// <summary>The time of the fit, that of earlier runs included as far as members of a bag tell it.</summary>
    public TimeSpan Elapsed => _before + Stopwatch.GetElapsedTime(_start);

    /// <summary>Opens a directory, which may be missing.</summary>
    /// <exception cref="InvalidDataException">It holds checkpoints of another fit, and these are not to be removed.</exception>
    /// <exception cref="IOException">They are to be removed and cannot be.</exception>
    public static CheckpointDirectory Open(PursuitOptions options, RunSettings run, IPursuitData data, string fingerprint) =>
        new(run.CheckpointDirectory!, fingerprint, options, run, data);

    /// <summary>The model of a bag that has finished, or null.</summary>
    public NeuronPursuitModel? LoadResult()
    {
        NeuronPursuitModel? model = Read(Result, stream => ResultFile.Read(stream, _fingerprint));
        if (model is not null)
        {
            PursuitLog.ResumedParts(_run.Logger, "the finished fit", _directory);
            CleanUp();
        }

        return model;
    }

    /// <summary>Keeps the model of a finished bag, and removes what only an unfinished one needs.</summary>
    public void SaveResult(NeuronPursuitModel model)
    {
        Write(Result, stream => ResultFile.Write(stream, model, _fingerprint));
        CleanUp();
    }

    public ValidatedResult? Load(string name)
    {
        ValidatedResult? member = Read(name, stream => MemberFile.Read(stream, _size.Inputs, _size.Outputs, _fingerprint));
        TellOfParts(member);
        return member;
    }

    public void Save(string name, ValidatedResult result) =>
        Write(name, stream => MemberFile.Write(stream, result, _fingerprint, Elapsed));

    public KeptPursuit? LoadPursuit(int pursuit)
    {
        bool isJudged = !_options.Sparse && (_options.ValidationFraction > 0 || _run.Validation is not null);
        string name = NameOf(pursuit);
        KeptPursuit? kept = Read(
            name, stream => PursuitFile.Read(stream, _fingerprint, _options, _size.Inputs, _size.Outputs, isJudged));
        if (kept is not null)
        {
            PursuitLog.Resumed(_run.Logger, kept, CheckpointFiles.PathOf(_directory, name));
        }

        return kept;
    }

    public void SavePursuit(int pursuit, KeptPursuit kept) =>
        Write(NameOf(pursuit), stream => PursuitFile.Write(stream, kept, _fingerprint));

    public KeptStage? LoadStage(int pursuit, int stage)
    {
        KeptStage? kept = Read(
            NameOf(pursuit, stage), stream => StageFile.Read(stream, _fingerprint, _options, _size.Inputs, _size.Outputs));
        TellOfParts(kept);
        return kept;
    }

    public void SaveStage(int pursuit, int stage, KeptStage kept) =>
        Write(NameOf(pursuit, stage), stream => StageFile.Write(stream, kept, _fingerprint));

    public void RemoveStages(int pursuit) => CheckpointFiles.TryRemove(CheckpointHead.Of(_directory)
        .Where(head => head.Kind == "stage" && head.Numbers is [var own, ..] && own == pursuit + 1));

    /// <summary>Members that a result has replaced. Other fits leave them alone, and so does a bag that has not finished.</summary>
    private void CleanUp() => CheckpointFiles.TryRemove(CheckpointHead.Of(_directory).Where(head => head.Kind is "trial" or "member"));

    /// <summary>Says once what an earlier run has left.</summary>
    private void TellOfParts(object? part)
    {
        if (part is not null && Interlocked.Exchange(ref _found, null) is { } found)
        {
            PursuitLog.ResumedParts(_run.Logger, found, _directory);
        }
    }

    private static string NameOf(int pursuit) => pursuit == 0 ? "pursuit" : FormattableString.Invariant($"pursuit-{pursuit + 1}");

    private static string NameOf(int pursuit, int stage) => FormattableString.Invariant($"stage-{pursuit + 1}-{stage}");

    private void Write(string name, Action<Stream> write) => CheckpointFiles.Write(CheckpointFiles.PathOf(_directory, name), write);

    private T? Read<T>(string name, Func<Stream, T> read)
        where T : class
    {
        string path = CheckpointFiles.PathOf(_directory, name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            return read(stream);
        }
        catch (InvalidDataException) when (_run.CheckpointMismatch == CheckpointMismatch.Restart)
        {
            // A damaged file: what it held is done again, and the file written anew.
            return null;
        }
        catch (InvalidDataException exception)
        {
            throw CheckpointFiles.CannotResume(path, exception);
        }
    }
}
