namespace NeuronPursuit;

// Rows of a table.
internal sealed partial class CSharpWriter
{
    /// <summary>The type of a row, with a property for each column.</summary>
    private void WriteRow()
    {
        if (!Program.IsTable)
        {
            return;
        }

        Lines("""
            /// <summary>A row of the table; what is not set is missing.</summary>
            public readonly record struct Row
            {
            """, 4);
        string[] members = Members();
        for (int k = 0; k < members.Length; k++)
        {
            RawColumn column = Program.Columns[k];
            string type = column.Kind switch { RawKind.Text => "string", RawKind.YesNo => "bool", RawKind.Date => "DateTime", _ => "double" };
            string name = CodeText.Comment(column.Name).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
            Line(k == 0 ? $"        /// <summary>{name}</summary>" : $"\n        /// <summary>{name}</summary>");
            Line($"        public {type}? {members[k]} {{ get; init; }}");
        }

        Line("    }");
        Line();
    }

    private string[] Members() => CodeText.Identifiers(
        Program.ColumnNames,
        char.IsLetter,
        words => string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..])),
        ["Row", "Equals", "GetHashCode", "GetType", "ToString", "PrintMembers", "MemberwiseClone", "ReferenceEquals", "Finalize"]);
}
