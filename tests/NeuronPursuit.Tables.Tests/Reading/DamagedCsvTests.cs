using System.Text;

namespace NeuronPursuit.Tables.Tests.Reading;

/// <summary>A damaged file is a table or an error that says what is wrong, and nothing else.</summary>
public class DamagedCsvTests
{
    private static readonly string[] Files =
    [
        "a,b,c\n1,x,2024-01-01\n2,y,2024-01-02\n\"3\",\"z, \"\"q\"\"\",2024-01-03\n",
        "preis;ort;ok\r\n1.234,50 €;Köln;ja\r\n12,3 €;Bonn;nein\r\n-;Ulm;\r\n",
        "x\ty\n(1,000)\t12%\n1e5\t7 %\n",
    ];

    [Fact]
    public void ReadCsv_RandomlyDamaged_IsATableOrRefused()
    {
        var random = new Random(11);
        string signs = "\",;\t|\n\r.0123456789-+%€$()eE NA?/:#\0\uFFFF";
        int tables = 0;
        for (int i = 0; i < 3000; i++)
        {
            var text = new StringBuilder(Files[i % Files.Length]);
            for (int change = random.Next(1, 8); change > 0 && text.Length > 0; change--)
            {
                int at = random.Next(text.Length);
                switch (random.Next(4))
                {
                    case 0:
                        text[at] = signs[random.Next(signs.Length)];
                        break;
                    case 1:
                        text.Insert(at, signs[random.Next(signs.Length)]);
                        break;
                    case 2:
                        text.Remove(at, 1);
                        break;
                    default:
                        text.Insert(at, text.ToString(at, Math.Min(text.Length - at, random.Next(12))));
                        break;
                }
            }

            try
            {
                Table table = Table.ReadCsv(new StringReader(text.ToString()));
                table.Columns.Should().OnlyContain(column => column.Length == table.RowCount);
                table.Fingerprint.Should().HaveLength(64);
                tables++;
            }
            catch (InvalidDataException exception)
            {
                exception.Message.Should().NotBeEmpty();
            }
        }

        tables.Should().BeInRange(700, 2950, "both happen");
    }

    [Fact]
    public void ReadCsv_QuoteThatNeverEnds_IsRefused() =>
        FluentActions.Invoking(() => Table.ReadCsv(new StringReader("a,b\n1,\"2\n3,4\n5,6\n"))).Should().Throw<InvalidDataException>().WithMessage("*quote in line 2*never ends*");
}
