using System.Runtime.InteropServices;

namespace NeuronPursuit;

/// <summary>Ctrl-C and the request to end: the first one asks what runs to stop, the second ends the process as it would have.</summary>
internal sealed class CancelSignals : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly TextWriter _errors;

    public CancelSignals(TextWriter errors)
    {
        _errors = errors;
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        Array.ForEach(_registrations, one => one.Dispose());
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (!_source.IsCancellationRequested)
        {
            context.Cancel = true;
            _errors.WriteLine("Stopping; once more to end at once.");
            _source.Cancel();
        }
    }
}
