using NeuronPursuit.SampleEfficiency;

if (args.Contains("--help"))
{
    Console.WriteLine(Options.Usage);
    return 0;
}

Options options;
try
{
    options = Options.Parse(args);
}
catch (ArgumentException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

switch (options.Command)
{
    case "report":
        Report.Run(options);
        break;
    case "insert":
        Report.Insert(options);
        break;
    case "export":
        Export.Run(options);
        break;
    default:
        Write(Measurement.Header);
        foreach (Setting setting in options.Settings())
        {
            Write(Measurement.Line(setting, options.FirstSeed));
        }

        break;
}

return 0;

void Write(string text)
{
    Console.WriteLine(text);
    if (options.Output is { } path)
    {
        File.AppendAllText(path, text + Environment.NewLine);
    }
}
