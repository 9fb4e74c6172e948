using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Hosting;

namespace NeuronPursuit.Orleans.Tests;

/// <summary>Silos and clients that show each other a certificate.</summary>
[Trait("Category", "Slow")]
public class TlsTests
{
    [Fact]
    public async Task FitAsync_OverTls_EqualsTheFitInOneProcessAndPlainClientsStayOut()
    {
        using var folder = new TemporaryFolder();
        var settings = new ClusterSettings(ClusterSettings.FreeBasePort(), Certificate: SelfSigned(folder, "own.pfx"));
        var source = new TeacherShards(3000, 6, 4, 3);
        await using LocalCluster cluster = await LocalCluster.StartAsync(2, settings);

        NeuronPursuitModel model = await Fits.Small().OnCluster(cluster.Client).FitAsync(source);

        model.ShouldEqualBitForBit(Fits.Small().Fit(source));
        await ShouldStayOut(settings with { Certificate = null });
        await ShouldStayOut(settings with { Certificate = SelfSigned(folder, "other.pfx") });
        await Connect(settings, TimeSpan.FromMinutes(1));
    }

    private static async Task ShouldStayOut(ClusterSettings settings)
    {
        Func<Task> connect = () => Connect(settings, TimeSpan.FromSeconds(15));

        (await connect.Should().ThrowAsync<Exception>()).Which.Should().Match(exception =>
            exception is OrleansException || exception is OperationCanceledException);
    }

    private static async Task Connect(ClusterSettings settings, TimeSpan limit)
    {
        using IHost host = settings.Client(2);
        using var patience = new CancellationTokenSource(limit);
        await host.StartAsync(patience.Token);
        await host.StopAsync();
    }

    private static string SelfSigned(TemporaryFolder folder, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=neuron-pursuit", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        string path = folder.File(name);
        File.WriteAllBytes(path, certificate.Export(X509ContentType.Pfx));
        return path;
    }
}
