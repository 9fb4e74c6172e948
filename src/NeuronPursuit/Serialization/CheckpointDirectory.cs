using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace NeuronPursuit;

/// <summary>
/// The checkpoints of one fit in a directory: its pursuits as far as they came, of a sparse one the finished stages, of a bag
/// the finished members and at the end the model in place of them.
/// </summary>
internal sealed class CheckpointDirectory
{
    private const string Result = "result";
    private const string Trial = CheckpointHead.Trial;

    private readonly string _directory;
    private readonly string _fingerprint;
    private readonly PursuitOptions _options;
    private readonly CheckpointMismatch _mismatch;
    private readonly bool _isJudged;
    private readonly ILogger _logger;
    private readonly TimeSpan _before;
    private readonly long _start = Stopwatch.GetTimestamp();
    private string? _found;

    private CheckpointDirectory(CheckpointSettings settings, string fingerprint, PursuitOptions options, bool isJudged, ILogger logger)
    {
        string directory = settings.Directory;
        (_directory, _mismatch, _fingerprint, _options, _isJudged, _logger) = (directory, settings.Mismatch, fingerprint, options, isJudged, logger);
        CheckpointFiles.RemoveAbandoned(directory);
        IReadOnlyList<CheckpointHead> heads = CheckpointHead.Of(directory);
        if (heads.Any(head => head.Fingerprint is { } found && found != fingerprint))
        {
            if (_mismatch != CheckpointMismatch.Restart)
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
    /// <param name="settings">Which, and what becomes of checkpoints of another fit.</param>
    /// <param name="fingerprint">Identifies the fit (<see cref="CheckpointFingerprint"/>).</param>
    /// <param name="options">What it runs.</param>
    /// <param name="isJudged">Whether held-out samples choose the iteration that is kept.</param>
    /// <param name="logger">Hears of what is resumed.</param>
    /// <exception cref="InvalidDataException">It holds checkpoints of another fit, and these are not to be removed.</exception>
    /// <exception cref="IOException">They are to be removed and cannot be.</exception>
    public static CheckpointDirectory Open(CheckpointSettings settings, string fingerprint, PursuitOptions options, bool isJudged, ILogger logger) =>
        new(settings, fingerprint, options, isJudged, logger);

    /// <summary>The model of a bag that has finished, or null.</summary>
    public NeuronPursuitModel? LoadResult()
    {
        NeuronPursuitModel? model = Read(Result, stream => ResultFile.Read(stream, _fingerprint));
        if (model is not null)
        {
            PursuitLog.ResumedParts(_logger, "the finished fit", _directory);
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

    /// <summary>What is kept of data as a fit prepares them.</summary>
    /// <param name="data">Says how many inputs a network has.</param>
    /// <param name="isTrial">Whether they have an offset on trial; the stages of a sparse fit then have names of their own.</param>
    public IFitStore StoreOf(IPursuitData data, bool isTrial = false) => new Store(this, data, isTrial ? Trial : "");

    /// <summary>
    /// Members that a result has replaced, and the pursuit that chose an offset for them. Other fits leave them alone, and so does a
    /// bag that has not finished.
    /// </summary>
    private void CleanUp() => CheckpointFiles.TryRemove(_directory, head => head.Kind is "trial" or "member" or "pursuit");

    /// <summary>Says once what an earlier run has left.</summary>
    private void TellOfParts(object? part)
    {
        if (part is not null && Interlocked.Exchange(ref _found, null) is { } found)
        {
            PursuitLog.ResumedParts(_logger, found, _directory);
        }
    }

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
        catch (InvalidDataException) when (_mismatch == CheckpointMismatch.Restart)
        {
            // A damaged file: what it held is done again, and the file written anew.
            return null;
        }
        catch (InvalidDataException exception)
        {
            throw CheckpointFiles.CannotResume(path, exception);
        }
    }

    /// <summary>The files of one way to prepare the data.</summary>
    private sealed class Store(CheckpointDirectory directory, IPursuitData data, string prefix) : IFitStore
    {
        public ValidatedResult? Load(string name)
        {
            ValidatedResult? member = directory.Read(name, stream => MemberFile.Read(stream, data.InputCount, data.OutputCount, directory._fingerprint));
            directory.TellOfParts(member);
            return member;
        }

        public void Save(string name, ValidatedResult result) =>
            directory.Write(name, stream => MemberFile.Write(stream, result, directory._fingerprint, directory.Elapsed));

        public KeptPursuit? LoadPursuit(int pursuit)
        {
            PursuitOptions options = directory._options;
            string name = NameOf(pursuit);
            KeptPursuit? kept = directory.Read(
                name, stream => PursuitFile.Read(stream, directory._fingerprint, options, data.InputCount, data.OutputCount, directory._isJudged));
            if (kept is not null)
            {
                PursuitLog.Resumed(directory._logger, kept, CheckpointFiles.PathOf(directory._directory, name));
            }

            return kept;
        }

        public void SavePursuit(int pursuit, KeptPursuit kept) =>
            directory.Write(NameOf(pursuit), stream => PursuitFile.Write(stream, kept, directory._fingerprint));

        public KeptStage? LoadStage(int pursuit, int stage)
        {
            KeptStage? kept = directory.Read(
                NameOf(pursuit, stage),
                stream => StageFile.Read(stream, directory._fingerprint, directory._options, data.InputCount, data.OutputCount));
            directory.TellOfParts(kept);
            return kept;
        }

        public void SaveStage(int pursuit, int stage, KeptStage kept) =>
            directory.Write(NameOf(pursuit, stage), stream => StageFile.Write(stream, kept, directory._fingerprint));

        public void RemoveStages(int pursuit) => CheckpointFiles.TryRemove(
            directory._directory,
            head => head.Kind == "stage" && head.IsTrial == (prefix != "") && head.Numbers is [var own, ..] && own == pursuit + 1);

        private static string NameOf(int pursuit) => pursuit == 0 ? "pursuit" : FormattableString.Invariant($"pursuit-{pursuit + 1}");

        private string NameOf(int pursuit, int stage) => prefix + FormattableString.Invariant($"stage-{pursuit + 1}-{stage}");
    }
}
