namespace NeuronPursuit;

/// <summary>Element types of tensors, with the numbers of TensorProto.DataType.</summary>
internal enum OnnxType
{
    Float = 1,
    Int64 = 7,
    String = 8,
    Double = 11,
}
