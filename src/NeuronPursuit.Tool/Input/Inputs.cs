using System.CommandLine;

namespace NeuronPursuit;

/// <summary>Arguments and options that several commands have.</summary>
internal static class Inputs
{
    public static Argument<string> Table() => new("FILE") { Description = "The table: CSV, or Parquet by its ending .parquet." };

    public static Argument<string> Model() => new("MODEL") { Description = "A model that fit has written." };

    public static Option<bool> Json() => new("--json") { Description = "Print results as JSON, for machines." };

    public static Option<string?> Out(string description) => new("--out", "-o") { Description = description, HelpName = "FILE" };

    public static string Require(string? value, string option, string advice) =>
        string.IsNullOrEmpty(value) ? throw new UserErrorException($"{option} is missing: {advice}") : value;
}
