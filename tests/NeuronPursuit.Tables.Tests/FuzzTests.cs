namespace NeuronPursuit.Tables.Tests;

/// <summary>What <c>fuzz/run.sh</c> looks for in CSV files and models of tables, on its own seeds and on damaged copies.</summary>
public class FuzzTests
{
    private const string Signs = "0123456789-,;:[]{}\"\n.%";

    public static TheoryData<string> Names => [.. NeuronPursuit.Fuzz.Tables.Targets.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_SeedsWithBytesChanged_FailsOrComesBack(string name)
    {
        NeuronPursuit.Fuzz.Target target = NeuronPursuit.Fuzz.Tables.Targets.Single(one => one.Name == name);
        using var folder = new TemporaryFolder();
        target.WriteSeeds(folder.Path);
        var random = new Random(5);
        string[] seeds = Directory.GetFiles(folder.Path);
        seeds.Should().NotBeEmpty();
        foreach (byte[] seed in seeds.Select(File.ReadAllBytes))
        {
            target.Run(seed);
            for (int trial = 0; trial < 300; trial++)
            {
                byte[] bytes = [.. seed];
                for (int change = random.Next(1, 4); change > 0; change--)
                {
                    bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)Signs[random.Next(Signs.Length)];
                }

                target.Run(random.Next(4) == 0 ? bytes[..random.Next(1, bytes.Length)] : bytes);
            }
        }
    }
}
