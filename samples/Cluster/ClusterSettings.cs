using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Connections.Security;

namespace NeuronPursuit.Samples.Cluster;

/// <summary>How silos and clients of one cluster on this machine find and trust each other.</summary>
/// <param name="BasePort">Silo k listens on this port + k, its gateway for clients 100 above.</param>
/// <param name="Postgres">
/// The connection string of a PostgreSQL that keeps the list of silos; null for Orleans' localhost clustering, where silo 0
/// keeps it in memory and must therefore live.
/// </param>
/// <param name="Certificate">A PFX file without password for TLS; null for plain TCP.</param>
public sealed record ClusterSettings(int BasePort, string? Postgres = null, string? Certificate = null)
{
    private const string Name = "neuron-pursuit";
    private const string Provider = "Npgsql";

    /// <summary>A range of ports that is free now.</summary>
    public static int FreeBasePort()
    {
        for (int port = Random.Shared.Next(20_000, 50_000); ; port = Random.Shared.Next(20_000, 50_000))
        {
            if (Enumerable.Range(0, 4).All(k => IsFree(port + k) && IsFree(port + 100 + k)))
            {
                return port;
            }
        }
    }

    /// <summary>One silo, which runs until its host is stopped.</summary>
    public IHost Silo(int index) => Host(builder => builder.UseOrleans(silo =>
    {
        silo.AddNeuronPursuit();
        if (Postgres is null)
        {
            silo.UseLocalhostClustering(
                BasePort + index, BasePort + 100 + index, new IPEndPoint(IPAddress.Loopback, BasePort), Name, Name);
        }
        else
        {
            silo.UseAdoNetClustering(options => (options.ConnectionString, options.Invariant) = (Postgres, Provider))
                .ConfigureEndpoints(IPAddress.Loopback, BasePort + index, BasePort + 100 + index)
                .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Name, Name));
        }

        // A dead silo is noticed after about six seconds; Orleans' default is half a minute.
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = TimeSpan.FromSeconds(2);
            options.NumMissedProbesLimit = 3;
        });
        if (Certificate is not null)
        {
            silo.UseTls(Own(Certificate), Trust);
        }
    }));

    /// <summary>A client that enters by the gateways of all silos.</summary>
    public IHost Client(int silos) => Host(builder => builder.UseOrleansClient(client =>
    {
        if (Postgres is null)
        {
            client.UseLocalhostClustering([.. Enumerable.Range(BasePort + 100, silos)], Name, Name);
        }
        else
        {
            client.UseAdoNetClustering(options => (options.ConnectionString, options.Invariant) = (Postgres, Provider))
                .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (Name, Name));
        }

        if (Certificate is not null)
        {
            client.UseTls(Own(Certificate), Trust);
        }
    }));

    private static IHost Host(Action<IHostBuilder> configure)
    {
        IHostBuilder builder = new HostBuilder().ConfigureLogging(logging => logging.ClearProviders());
        if (Environment.GetEnvironmentVariable("NEURONPURSUIT_CLUSTER_LOG") is { } file)
        {
            builder.ConfigureLogging(logging => logging.AddProvider(new FileLog($"{file}.{Environment.ProcessId}")));
        }

        configure(builder);
        return builder.Build();
    }

    private static X509Certificate2 Own(string file) => X509CertificateLoader.LoadPkcs12FromFile(file, null);

    // Every machine of this cluster holds the one certificate and trusts no other. In production: a certificate
    // authority of one's own, and its chain checked.
    private void Trust(TlsOptions options)
    {
        string thumbprint = Own(Certificate!).Thumbprint;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (certificate, _, _) => certificate.Thumbprint == thumbprint;
        options.OnAuthenticateAsClient = (_, authentication) => authentication.TargetHost = "neuron-pursuit";
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
