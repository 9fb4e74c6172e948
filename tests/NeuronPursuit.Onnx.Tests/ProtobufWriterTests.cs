namespace NeuronPursuit.Onnx.Tests;

/// <summary>Bytes of the examples in protobuf's description of its encoding.</summary>
public class ProtobufWriterTests
{
    [Theory]
    [InlineData(1, 0L, "0800")]
    [InlineData(1, 150L, "089601")]
    [InlineData(20, 2L, "A00102")]
    [InlineData(1, -2L, "08FEFFFFFFFFFFFFFFFF01")]
    [InlineData(1, long.MaxValue, "08FFFFFFFFFFFFFFFF7F")]
    public void Integer_AnyValue_IsAVarint(int field, long value, string expected) =>
        Written(writer => writer.Integer(field, value)).Should().Be(expected);

    [Fact]
    public void Text_AnyText_IsLengthAndUtf8() => Written(writer => writer.Text(2, "testing")).Should().Be("120774657374696E67");

    [Fact]
    public void Message_Nested_IsLengthAndContent() =>
        Written(writer => writer.Message(3, inner => inner.Integer(1, 150))).Should().Be("1A03089601");

    private static string Written(Action<ProtobufWriter> write)
    {
        var writer = new ProtobufWriter();
        write(writer);
        return Convert.ToHexString(writer.Written.Span);
    }
}
