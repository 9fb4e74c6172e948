using NeuronPursuit.Fuzz;
using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Tests.Serialization;

/// <summary>What <c>fuzz/run.sh</c> looks for, on its own seeds, on everything it ever found, and on 2,800 damaged files.</summary>
public class FuzzTests
{
    private static readonly string Finds = Path.Combine(Repository.Root, "fuzz", "finds");

    public static TheoryData<string> Names => [.. CoreTargets.All.Select(target => target.Name)];

    public static TheoryData<string> Found =>
        [.. Directory.GetFiles(Finds, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Finds, path))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_SeedsWithBytesChanged_FailsOrComesBack(string name)
    {
        var target = CoreTargets.Named(name);
        var random = new Random(5);
        foreach (byte[] seed in Seeds(target))
        {
            target.Run(seed);
            for (int trial = 0; trial < 200; trial++)
            {
                target.Run(Damaged(seed, random));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Found))]
    public void Load_WhatFuzzingOnceFound_FailsOrComesBack(string file) =>
        CoreTargets.Named(Path.GetDirectoryName(file)!).Run(File.ReadAllBytes(Path.Combine(Finds, file)));

    private static byte[][] Seeds(Target target)
    {
        using var folder = new TemporaryFolder();
        target.WriteSeeds(folder.Path);
        return [.. Directory.GetFiles(folder.Path).Select(File.ReadAllBytes)];
    }

    private static byte[] Damaged(byte[] seed, Random random)
    {
        byte[] bytes = [.. seed];
        for (int change = random.Next(1, 4); change > 0; change--)
        {
            bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)"0123456789-,:[]{}\""[random.Next(18)];
        }

        return random.Next(4) == 0 ? bytes[..random.Next(1, bytes.Length)] : bytes;
    }
}
