using System.Data.Common;
using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using MySqlConnector;
using NeuronPursuit.Tests.Architecture;
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

/// <summary>A server of its own that is started for the first test that asks and goes with the process.</summary>
internal sealed class Server
{
    private readonly Lazy<string> _connection;

    public Server(string kind) => _connection = new(() =>
    {
        string folder = Directory.CreateTempSubdirectory("neuron-pursuit-" + kind).FullName;
        string script = Path.Combine(Repository.Root, "scripts", "code-engines.sh");
        string connection = Start(script, kind, folder);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Shell.TryRun(script, "stop", kind, folder);
        return connection;
    });

    public string Connection => _connection.Value;

    /// <summary>By a file: the server keeps a pipe open.</summary>
    private static string Start(string script, string kind, string folder)
    {
        string file = folder + ".connection";
        (int code, _, string errors) = Shell.TryRun("bash", "-c", $"\"{script}\" start {kind} \"{folder}\" >\"{file}\" 2>\"{file}.errors\"");
        code.Should().Be(0, "{0}{1}", errors, File.ReadAllText(file + ".errors"));
        string connection = File.ReadAllText(file).Trim();
        File.Delete(file);
        File.Delete(file + ".errors");
        return connection;
    }
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
