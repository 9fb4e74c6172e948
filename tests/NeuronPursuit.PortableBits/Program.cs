using System.Runtime.Intrinsics;
using NeuronPursuit.PortableBits;

// Prints a line for every fit: its name and what its bits hash to. Arguments name the fits; "few" are those that are short where
// there are no fused multiply-adds. "begin DIRECTORY" interrupts a fit with checkpoints, "end DIRECTORY" goes on with it.
Console.Error.WriteLine(
    $"{(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits, {(System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported ? "JIT" : "native code")}, {System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}");
switch (args)
{
    case ["begin", var directory]:
        return Resumed.Begin(directory);
    case ["end", var directory]:
        Console.WriteLine($"resumed\t{Resumed.End(directory)}");
        return 0;
    default:
        IReadOnlyList<string> named = args is ["few"] ? Fits.Few : args;
        foreach ((string name, Func<string> hash) in Fits.All.Where(fit => named.Count == 0 || named.Contains(fit.Name)))
        {
            Console.WriteLine($"{name}\t{hash()}");
        }

        return 0;
}
