using System.Text;

namespace NeuronPursuit;

/// <summary>Tables whose cells are separated by runs of blanks, as old programs and collections of data have them.</summary>
internal static class BlankSeparated
{
    /// <summary>Stands for any run of blanks and tabs.</summary>
    public const char Blanks = ' ';

    /// <summary>The same with one tab for every run of blanks between cells, and none at the ends of lines.</summary>
    public static string ToTabs(string text)
    {
        var tabs = new StringBuilder(text.Length);
        (var quotes, bool between) = (new QuoteScan(" \t"), false);
        foreach (char sign in text)
        {
            if (!quotes.IsWithin(sign) && sign is ' ' or '\t')
            {
                between = true;
                continue;
            }

            bool ends = sign is '\n' or '\r';
            if (between && !ends && tabs.Length > 0 && tabs[^1] != '\n')
            {
                tabs.Append('\t');
            }

            between = false;
            tabs.Append(sign);
        }

        return tabs.ToString();
    }
}
