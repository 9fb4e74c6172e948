using System.Data.Common;
using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using Npgsql;

namespace NeuronPursuit.Code.Tests.Engines;

/// <summary>SQLite, in this process.</summary>
internal sealed class SqliteEngine : DatabaseEngine
{
    protected override string Double => "REAL";

    public override DbConnection Open()
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection;
    }

    public override string Quote(string name) => new SqliteDialect().Quote(name);
}

/// <summary>DuckDB, in this process.</summary>
internal sealed class DuckDbEngine : DatabaseEngine
{
    protected override string Double => "DOUBLE";

    public override DbConnection Open()
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        return connection;
    }

    public override string Quote(string name) => new DuckDbDialect().Quote(name);
}

/// <summary>PostgreSQL.</summary>
internal sealed class PostgreSqlEngine : DatabaseEngine
{
    private static readonly Server Server = new("postgres");

    public override string? Missing =>
        Directory.Exists("/usr/lib/postgresql") ? null : "PostgreSQL is not installed; scripts/code-engines.sh installs it";

    protected override string Double => "double precision";

    public override DbConnection Open()
    {
        var connection = new NpgsqlConnection(Server.Connection + ";Pooling=false");
        connection.Open();

        // Tables of one connection, gone with it.
        Execute(connection, "SET search_path TO pg_temp");
        return connection;
    }

    public override string Quote(string name) => new PostgreSqlDialect().Quote(name);
}

/// <summary>MariaDB.</summary>
internal sealed class MariaDbEngine : DatabaseEngine
{
    private static readonly Server Server = new("mariadb");

    public override string? Missing => File.Exists("/usr/sbin/mariadbd") ? null : "MariaDB is not installed; scripts/code-engines.sh installs it";

    protected override string Double => "DOUBLE";

    public override DbConnection Open()
    {
        var connection = new MySqlConnection(Server.Connection + ";Pooling=false");
        connection.Open();
        return connection;
    }

    public override string Quote(string name) => new MariaDbDialect().Quote(name);
}
