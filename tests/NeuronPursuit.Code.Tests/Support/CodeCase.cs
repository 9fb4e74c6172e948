namespace NeuronPursuit.Code.Tests.Support;

/// <summary>A model as code, and the rows it is asked for.</summary>
/// <param name="Name">The name of the function, different in every case of a run.</param>
/// <param name="Code">The code.</param>
/// <param name="Rows">Samples.</param>
/// <param name="OutputCount">Numbers per row.</param>
/// <param name="InputNames">The columns.</param>
/// <param name="Table">The table of SQL.</param>
internal sealed record CodeCase(string Name, string Code, double[,] Rows, int OutputCount, IReadOnlyList<string> InputNames, string Table)
{
    /// <summary>Cells of a table in place of rows of numbers: null, numbers, texts, bool and dates.</summary>
    public object?[][]? Cells { get; init; }

    public static CodeCase Of(int number, NeuronPursuitModel model, double[,] rows, CodeTarget target)
    {
        string name = FormattableString.Invariant($"predict_{number}");
        var options = new CodeOptions { Name = name, Table = FormattableString.Invariant($"data {number}") };
        return new CodeCase(
            name, model.ToCode(target, options), rows, model.OutputCount, [.. Enumerable.Range(1, model.InputCount).Select(column => FormattableString.Invariant($"x{column}"))], options.Table);
    }
}

/// <summary>Something that runs code.</summary>
internal interface ICodeEngine
{
    /// <summary>Why it cannot run here; null where it can.</summary>
    string? Missing { get; }

    /// <summary>The predictions of every case, rows x outputs; NaN for what is missing.</summary>
    IReadOnlyList<double[,]> Run(IReadOnlyList<CodeCase> cases);
}
