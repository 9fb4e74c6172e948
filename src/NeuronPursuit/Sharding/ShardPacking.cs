namespace NeuronPursuit;

/// <summary>How the rows of every shard are packed: the same description for all of them.</summary>
/// <param name="Precision">What sums run in.</param>
/// <param name="Intercept">Whether a constant 1 is the last input.</param>
/// <param name="Loss">One of the library's losses.</param>
/// <param name="Inputs">From the columns of X to the inputs of the network; no ranks.</param>
/// <param name="Targets">The scaling of Y.</param>
/// <param name="OutputOffsets">Added to outputs before they are compared; null for nothing.</param>
internal sealed record ShardPacking(
    Precision Precision, bool Intercept, ILoss Loss, InputMap Inputs, ColumnScaling Targets, double[]? OutputOffsets = null)
{
    public void Write(ShardWriter writer)
    {
        writer.Write(Precision == Precision.Single).Write(Intercept);
        ShardLosses.Write(writer, Loss);
        writer.Write(Inputs.Count);
        foreach (InputColumn column in Inputs.Columns)
        {
            writer.Write(column.Source).Write((int)column.Kind)
                .Write(column.Offset).Write(column.Scale).Write(column.Clip).Write(column.WhereMissing);
        }

        writer.WriteArray(Targets.Offsets).WriteArray(Targets.Scales).WriteArray(Targets.Within).WriteArray<double>(OutputOffsets ?? []);
    }

    public static ShardPacking Read(ref ShardReader reader)
    {
        Precision precision = reader.ReadFlag() ? Precision.Single : Precision.Double;
        bool intercept = reader.ReadFlag();
        ILoss loss = ShardLosses.Read(ref reader);
        InputMap inputs = ReadInputs(ref reader);
        (double[] offsets, double[] scales, ValueRange[] within) = (reader.ReadArray(), reader.ReadArray(), reader.ReadRanges());
        double[] outputs = reader.ReadArray();
        ShardReader.Require(
            offsets.Length == scales.Length
            && (outputs.Length == 0 || outputs.Length == scales.Length)
            && (within.Length == 0 || within.Length == scales.Length)
            && (loss is not IScaledLoss scaled || scaled.Scales.IsEmpty || scaled.Scales.Length == scales.Length));
        return new ShardPacking(
            precision,
            intercept,
            loss,
            inputs,
            new ColumnScaling(offsets, scales, within.Length == 0 ? null : within),
            outputs.Length == 0 ? null : outputs);
    }

    private static InputMap ReadInputs(ref ShardReader reader)
    {
        int count = reader.Read<int>();
        ShardReader.Require(count > 0);
        var columns = new List<InputColumn>();
        for (int column = 0; column < count; column++)
        {
            int source = reader.Read<int>();
            var kind = (NetworkInputKind)reader.Read<int>();
            ShardReader.Require(kind is NetworkInputKind.Value or NetworkInputKind.Missing);
            (double offset, double scale, double clip) = (reader.Read<double>(), reader.Read<double>(), reader.Read<double>());
            ShardReader.Require(clip >= 0);
            columns.Add(new InputColumn(source, kind, offset, scale) { Clip = clip, WhereMissing = reader.Read<double>() });
        }

        var map = new InputMap(columns);
        ShardReader.Require(columns.TrueForAll(column => column.Source >= 0 && column.Source < map.SourceCount));
        return map;
    }
}
