using NeuronPursuit.SampleEfficiency;

if (args.Contains("--help"))
{
    Console.WriteLine(Options.Usage);
    return;
}

string command = args is [var first, ..] && !first.StartsWith("--", StringComparison.Ordinal) ? first : "";
Options options = Options.Parse(command.Length > 0 ? args[1..] : args);
switch (command)
{
    case "report":
        Report.Run(options);
        break;
    case "export":
        Export.Run(options);
        break;
    case "":
        Write(Measurement.Header);
        foreach (Setting setting in options.Settings())
        {
            Write(Measurement.Line(setting, options.FirstSeed));
        }

        break;
    default:
        throw new ArgumentException($"'{command}' is no command; --help lists them.");
}

void Write(string text)
{
    Console.WriteLine(text);
    if (options.Output is { } path)
    {
        File.AppendAllText(path, text + Environment.NewLine);
    }
}
