namespace NeuronPursuit;

/// <summary>Where rows go with what was predicted of them, part by part.</summary>
internal interface IRowSink : IAsyncDisposable
{
    /// <summary>Writes rows.</summary>
    /// <param name="part">As they were read.</param>
    /// <param name="added">The columns behind them.</param>
    Task WriteAsync(TablePart part, Array[] added);
}
