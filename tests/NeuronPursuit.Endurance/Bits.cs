using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NeuronPursuit.Endurance;

/// <summary>
/// What all fits of <see cref="Work"/> predict, as digests: processes whose code is optimised at another time, or never,
/// must print the same.
/// </summary>
internal static class Bits
{
    public static int Print(string part)
    {
        using var work = new Work();
        foreach ((string name, Func<double[]> run) in work.All.Where(any => any.Name.Contains(part, StringComparison.Ordinal)))
        {
            byte[] digest = SHA256.HashData(MemoryMarshal.AsBytes(run().AsSpan()));
            Console.WriteLine($"{Convert.ToHexString(digest)[..16]} {name}");
        }

        return 0;
    }
}
