using NeuronPursuit.SampleEfficiency;

if (args.Contains("--help"))
{
    Console.WriteLine(Options.Usage);
    return;
}

Options options = Options.Parse(args);
Write(Measurement.Header);
foreach (string name in options.Targets)
{
    Target target = Target.All.FirstOrDefault(known => known.Name == name)
        ?? throw new ArgumentException($"'{name}' is no target; --help lists them.");
    foreach (int inputs in options.Inputs)
    {
        foreach (double noise in options.Noise)
        {
            foreach (int samples in options.Samples)
            {
                foreach (string recipe in options.Recipes)
                {
                    Write(Measurement.Line(target, inputs, noise, samples, recipe, options));
                }
            }
        }
    }
}

void Write(string text)
{
    Console.WriteLine(text);
    if (options.Output is { } path)
    {
        File.AppendAllText(path, text + Environment.NewLine);
    }
}
