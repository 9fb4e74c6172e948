using NeuronPursuit.Fuzz;
using SharpFuzz;

Target[] all = [.. CoreTargets.All, .. Tables.Targets];
switch (args)
{
    case ["targets"]:
        Console.WriteLine(string.Join('\n', all.Select(target => target.Name)));
        return 0;
    case ["seeds", var name, var folder]:
        Named(name).WriteSeeds(folder);
        return 0;
    case ["replay", var name, .. var files]:
        foreach (string file in files)
        {
            Console.WriteLine(file);
            Named(name).Run(File.ReadAllBytes(file));
        }

        return 0;
    case ["fuzz", var name]:
        Target target = Named(name);
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            target.Run(bytes.ToArray());
        });
        return 0;
    default:
        Console.Error.WriteLine($"targets | seeds TARGET FOLDER | replay TARGET FILE... | fuzz TARGET, with a target of {string.Join(", ", all.Select(target => target.Name))}");
        return 1;
}

Target Named(string name) => all.SingleOrDefault(target => target.Name == name) ?? throw new ArgumentException($"There is no target '{name}'.");
