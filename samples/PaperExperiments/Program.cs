using System.Runtime.InteropServices;
using PaperExperiments;

using var interrupt = new CancellationTokenSource();
using PosixSignalRegistration onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration onTermination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return Application.Run(args, Catalog.All, Console.Out, Console.Error, interrupt.Token);

// The first signal ends the runs in an orderly way, a second one the process.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !interrupt.IsCancellationRequested;
    interrupt.Cancel();
}
