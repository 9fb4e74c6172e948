using System.Globalization;
using NeuronPursuit.Endurance;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["bits"]:
        return Bits.Print("");
    case ["bits", var part]:
        return Bits.Print(part);
    case ["soak", var minutes] when double.TryParse(minutes, CultureInfo.InvariantCulture, out double length) && length > 0:
        return Soak.Run(TimeSpan.FromMinutes(length));
    case ["memory", var rows] when int.TryParse(rows, NumberStyles.Integer, CultureInfo.InvariantCulture, out int count) && count > 0:
        return LargeFit.Run(count);
    case ["fit", var rows]:
        return LargeFit.Fit(int.Parse(rows, CultureInfo.InvariantCulture));
    default:
        Console.Error.WriteLine("bits [PART] | soak MINUTES | memory ROWS");
        return 2;
}
