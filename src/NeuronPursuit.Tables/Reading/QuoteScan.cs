namespace NeuronPursuit;

/// <summary>
/// Tells which quotes of a CSV file hold a cell together: those that begin one, up to the next that is not doubled. Others, as in 5" pipe, are
/// part of their cell, whatever a reader does that counts all of them.
/// </summary>
/// <param name="ends">Signs behind which a cell may begin, beside those of line ends.</param>
internal struct QuoteScan(string ends)
{
    private enum Place
    {
        Start,
        Plain,
        Quoted,
        Closed,
    }

    private Place _place;

    /// <summary>Whether a cell that does not begin with a quote has one.</summary>
    public bool HasStray { get; private set; }

    /// <summary>Whether a cell goes on behind the quote that ends it.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether a quote is open.</summary>
    public readonly bool IsOpen => _place == Place.Quoted;

    /// <summary>All of a text.</summary>
    public static QuoteScan Of(ReadOnlySpan<char> text, char separator)
    {
        var scan = new QuoteScan(separator.ToString());
        foreach (char sign in text)
        {
            scan.IsWithin(sign);
        }

        return scan;
    }

    /// <summary>Goes on by a sign.</summary>
    /// <returns>Whether it is within quotes, where neither separators nor line ends count.</returns>
    public bool IsWithin(char sign)
    {
        switch (_place)
        {
            case Place.Quoted:
                _place = sign == '"' ? Place.Closed : Place.Quoted;
                return true;
            case Place.Closed when sign == '"':
                _place = Place.Quoted;
                return true;
            case Place.Start when sign == '"':
                _place = Place.Quoted;
                return true;
        }

        if (sign is '\n' or '\r' || ends.Contains(sign))
        {
            _place = Place.Start;
        }
        else if (sign is not (' ' or '\t'))
        {
            HasStray |= sign == '"';
            IsBroken |= _place == Place.Closed;
            _place = Place.Plain;
        }

        return false;
    }
}
