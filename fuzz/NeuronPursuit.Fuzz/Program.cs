using NeuronPursuit.Fuzz;
using SharpFuzz;

switch (args)
{
    case ["targets"]:
        Console.WriteLine(string.Join('\n', Target.All.Select(target => target.Name)));
        return 0;
    case ["seeds", var name, var folder]:
        Target.Named(name).WriteSeeds(folder);
        return 0;
    case ["replay", var name, .. var files]:
        foreach (string file in files)
        {
            Console.WriteLine(file);
            Target.Named(name).Run(File.ReadAllBytes(file));
        }

        return 0;
    case ["fuzz", var name]:
        Target target = Target.Named(name);
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            target.Run(bytes.ToArray());
        });
        return 0;
    default:
        Console.Error.WriteLine($"targets | seeds TARGET FOLDER | replay TARGET FILE... | fuzz TARGET, with a target of {string.Join(", ", Target.All.Select(target => target.Name))}");
        return 1;
}
