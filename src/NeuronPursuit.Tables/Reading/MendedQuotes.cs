using System.Text;

namespace NeuronPursuit;

/// <summary>Puts cells with a quote that does not begin them into quotes, so that a reader which counts all quotes reads them as they are.</summary>
/// <param name="inner">The text, at the beginning of a row. Disposed with this.</param>
/// <param name="separator">Between cells.</param>
internal sealed class MendedQuotes(TextReader inner, char separator) : TextReader
{
    private readonly char[] _block = new char[1 << 15];
    private readonly StringBuilder _cell = new();
    private readonly StringBuilder _ready = new();
    private QuoteScan _scan = new(separator.ToString());
    private int _taken;
    private bool _isAtEnd;

    public override int Peek() => Fill() ? _ready[_taken] : -1;

    public override int Read() => Fill() ? _ready[_taken++] : -1;

    public override int Read(char[] buffer, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        return Read(buffer.AsSpan(index, count));
    }

    public override int Read(Span<char> buffer)
    {
        if (buffer.IsEmpty || !Fill())
        {
            return 0;
        }

        int count = Math.Min(buffer.Length, _ready.Length - _taken);
        _ready.CopyTo(_taken, buffer, count);
        _taken += count;
        return count;
    }

    public override int ReadBlock(char[] buffer, int index, int count)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        int read = 0;
        for (int more = 1; more > 0 && read < count; read += more)
        {
            more = Read(buffer.AsSpan(index + read, count - read));
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Whether there is more.</summary>
    private bool Fill()
    {
        while (_taken == _ready.Length && !_isAtEnd)
        {
            _ready.Clear();
            _taken = 0;
            int read = inner.ReadBlock(_block, 0, _block.Length);
            foreach (char sign in _block.AsSpan(0, read))
            {
                bool ends = !_scan.IsWithin(sign) && (sign == separator || sign is '\n' or '\r');
                if (ends)
                {
                    EndCell();
                    _ready.Append(sign);
                }
                else
                {
                    _cell.Append(sign);
                }
            }

            if (read == 0)
            {
                _isAtEnd = true;
                EndCell();
            }
        }

        return _taken < _ready.Length;
    }

    private void EndCell()
    {
        string cell = _cell.ToString();
        _cell.Clear();
        string text = cell.Trim(' ', '\t');
        _ready.Append(text.Contains('"') && text[0] != '"' ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell);
    }
}
