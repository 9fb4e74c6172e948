namespace NeuronPursuit;

/// <summary>Workbooks of Excel and LibreOffice, where something writes them.</summary>
internal static class WorkbookExport
{
    /// <summary>Writes a model to a file of the ending .xlsx; null where nothing does.</summary>
    public static Action<TableModel, string>? Writer { get; set; }
}
