using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NeuronPursuit;

/// <summary>What a checkpoint file says of itself before its content, read without that.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kind">What it holds, by its name: pursuit, stage, trial, member or result.</param>
/// <param name="IsTrial">Whether it is a stage of the trial of an offset.</param>
/// <param name="Numbers">The numbers in its name.</param>
/// <param name="Fingerprint">Of data and options; null where the file is damaged, which whoever needs it will say.</param>
/// <param name="FitElapsed">The time that the fit had taken when it was written; zero where it does not say.</param>
internal sealed partial record CheckpointHead(string Path, string Kind, bool IsTrial, int[] Numbers, string? Fingerprint, TimeSpan FitElapsed)
{
    /// <summary>What the names of files begin with that hold stages of the trial of an offset.</summary>
    public const string Trial = "offset-";

    // Time, format, version and fingerprint come first.
    private const int Length = 1024;

    /// <summary>All files in a directory that a fit writes there; none where it is missing.</summary>
    public static IReadOnlyList<CheckpointHead> Of(string directory)
    {
        if (!Directory.Exists(directory))
        {
            return [];
        }

        return [.. Directory.EnumerateFiles(directory).Order(StringComparer.Ordinal)
            .Select(path => (Path: path, Name: FileName().Match(System.IO.Path.GetFileName(path))))
            .Where(file => file.Name.Success)
            .Select(file => Read(file.Path, file.Name))];
    }

    private static CheckpointHead Read(string path, Match name)
    {
        int[] numbers = [.. name.Groups["number"].Captures.Select(number => int.Parse(number.ValueSpan, CultureInfo.InvariantCulture))];
        (string? fingerprint, TimeSpan elapsed) = (null, TimeSpan.Zero);
        byte[] bytes = new byte[Length];
        using FileStream stream = File.OpenRead(path);
        var reader = new Utf8JsonReader(bytes.AsSpan(0, stream.ReadAtLeast(bytes, Length, throwOnEndOfStream: false)), isFinalBlock: false, default);
        try
        {
            while (reader.Read() && reader.CurrentDepth <= 1)
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                {
                    continue;
                }

                bool isFingerprint = reader.ValueTextEquals("fingerprint"u8);
                bool isElapsed = reader.ValueTextEquals("fitElapsed"u8);
                if (!reader.Read() || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    break;
                }

                if (reader.TokenType == JsonTokenType.String)
                {
                    fingerprint = isFingerprint ? reader.GetString() : fingerprint;
                    elapsed = isElapsed && TimeSpan.TryParse(reader.GetString(), CultureInfo.InvariantCulture, out TimeSpan time) ? time : elapsed;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Damaged: what was found before stands.
        }

        return new CheckpointHead(path, name.Groups["kind"].Value, name.Groups["trial"].Success, numbers, fingerprint, elapsed);
    }

    // Nine digits fit an integer; a fit writes no more.
    [GeneratedRegex(@"\A(?<trial>" + Trial + @")?(?<kind>pursuit|stage|trial|member|result)(?:-(?<number>[0-9]{1,9}))*\.checkpoint\.json\z")]
    private static partial Regex FileName();
}
