using System.Text;

namespace NeuronPursuit.Tables.Tests.Reading;

public class ByteOrderMarkTests
{
    [Fact]
    public void ReadCsv_TextWithAByteOrderMark_HasNoneInItsName() =>
        Table.ReadCsv(new StringReader("\ufeffarea,x\n1,2\n3,4\n")).Names.Should().Equal("area", "x");

    [Fact]
    public void ReadCsv_FileWithTwoByteOrderMarks_HasNoneInItsName()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("a.csv"), "\ufeff\"area\",x\n1,2\n3,4\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Table.ReadCsv(folder.File("a.csv")).Names.Should().Equal("area", "x");
    }
}
