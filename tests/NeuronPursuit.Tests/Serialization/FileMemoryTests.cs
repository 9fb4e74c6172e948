using System.Text;

namespace NeuronPursuit.Tests.Serialization;

/// <summary>Whatever a file holds, reading it allocates at most ten times its size and 16 MiB.</summary>
public class FileMemoryTests
{
    private const int Size = 6_000_000;

    public static TheoryData<string> Files => ["weights", "layers", "widths", "history", "correlations", "curve", "offsets"];

    [Theory]
    [MemberData(nameof(Files))]
    public void Load_ModelOfMillionsOfShortEntries_AllocatesInProportionToItsSize(string part)
    {
        byte[] file = Model(part);

        Allocated(file, stream => NeuronPursuitModel.Load(stream)).Should().BeLessThan((10L * file.Length) + (16 << 20));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[\"\"]")]
    [InlineData("[\"\",\"\"]")]
    public void Load_EncoderOfMillionsOfShortCategories_AllocatesInProportionToItsSize(string column)
    {
        byte[] file = Encoding.UTF8.GetBytes(
            $$"""{"format":"NeuronPursuit.OneHotEncoder","version":1,"unknown":"Fail","categories":[{{Many(column)}}]}""");

        Allocated(file, stream => OneHotEncoder.Load(stream)).Should().BeLessThan((10L * file.Length) + (16 << 20));
    }

    private static long Allocated(byte[] file, Action<Stream> load)
    {
        using var stream = new MemoryStream(file);
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            load(stream);
        }
        catch (InvalidDataException exception)
        {
            // What it costs to refuse a file counts as well, but it must have been read to its end.
            exception.Message.Should().StartWith("The file is damaged:");
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static byte[] Model(string part)
    {
        const int width = 1700;
        string weights = part switch
        {
            "weights" => $"[{Many("0", 2 * width)}],[{Many("0", width * width)}],[{Many("0", width)}]",
            "layers" => Many("[0]"),
            _ => "[0,0],[0],[0]",
        };
        string widths = part switch
        {
            "weights" => $"2,{width},{width},1",
            "layers" or "widths" => Many("1"),
            _ => "2,1,1,1",
        };
        string correlations = part == "correlations" ? $$$"""{"hiddenLayer":0,"values":[{{{Many("0")}}}]}""" : "";
        string iteration = $$$"""
            {"number":1,"kind":"FirstFit","addedNeurons":[1,1],"correlationValue":0,"trainingError":0,"validationError":null,
            "loss":0,"hiddenWidths":[1,1],"elapsed":"00:00:00","evaluations":0,"correlations":[{{{correlations}}}]}
            """;
        string inputs = part == "curve"
            ? $$$"""[{"column":0,"kind":"Rank","offset":0,"scale":1,"clip":null,"whereMissing":null,"curve":{"values":[{{{Many("0")}}}],"ranks":[0]} }]"""
            : "null";
        string offsets = part == "offsets" ? $$$"""{"offsets":[{{{Many("0")}}}],"scales":[1]}""" : "null";
        return Encoding.UTF8.GetBytes($$$"""
            {"format":"NeuronPursuit.Model","version":2,"inputs":{{{inputs}}},"intercept":false,"targetScaling":{{{offsets}}},"link":"Identity",
            "networks":[{"activation":{"positiveCoefficient":1,"negativeCoefficient":0,"power":1,"negativeSlope":0},"widths":[{{{widths}}}],
            "weights":[{{{weights}}}]}],"stopReason":"Stalled","history":[{{{(part == "history" ? Many(iteration) : iteration)}}}]}
            """);
    }

    private static string Many(string entry) => Many(entry, Size / (entry.Length + 1));

    private static string Many(string entry, int count) => string.Join(',', Enumerable.Repeat(entry, count));
}
