namespace NeuronPursuit;

/// <summary>Where a model goes as source code (<see cref="CodeExport"/>).</summary>
public enum CodeTarget
{
    /// <summary>A C# file without packages: a static class. The same bits as <see cref="NeuronPursuitModel.Predict(ReadOnlySpan{double})"/>.</summary>
    CSharp,

    /// <summary>A translation unit of C99 that includes math.h alone. The same bits as Predict.</summary>
    C,

    /// <summary>A module for Python 3.9 or later and its standard library. Within 1e-13 of Predict.</summary>
    Python,

    /// <summary>An ES module. Within 1e-13 of Predict.</summary>
    JavaScript,

    /// <summary>A SELECT for PostgreSQL. Within 1e-12 of Predict, as all targets of SQL.</summary>
    PostgreSql,

    /// <summary>A SELECT for SQLite 3.35 or later; exponentials need a build with its mathematical functions.</summary>
    Sqlite,

    /// <summary>A SELECT for DuckDB.</summary>
    DuckDb,

    /// <summary>A SELECT for MariaDB 10.6 or later.</summary>
    MariaDb,

    /// <summary>Formulas for Excel and LibreOffice Calc. Within 1e-9 of Predict.</summary>
    Spreadsheet,
}
