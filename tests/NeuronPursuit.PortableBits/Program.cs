using System.Runtime.Intrinsics;
using NeuronPursuit;
using NeuronPursuit.PortableBits;

// Without arguments every fit, one line each: its name and what its bits hash to. "few" leaves out what is long where there
// are no fused multiply-adds; "begin DIRECTORY" interrupts a fit with checkpoints, "end DIRECTORY" goes on with it.
Console.Error.WriteLine(
    $"{(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits, {(System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported ? "JIT" : "native code")}, {System.Runtime.InteropServices.RuntimeInformation.RuntimeIdentifier}");
switch (args)
{
    case ["begin", var directory]:
        return Resumed.Begin(directory);
    case ["end", var directory]:
        Console.WriteLine($"resumed\t{Resumed.End(directory)}");
        return 0;
    case [] or ["few"]:
        foreach ((string name, Func<string> hash) in Fits.All.Where(fit => args.Length == 0 || Fits.Few.Contains(fit.Name)))
        {
            Console.WriteLine($"{name}\t{hash()}");
        }

        return 0;
    default:
        Console.Error.WriteLine("few | begin DIRECTORY | end DIRECTORY");
        return 2;
}
