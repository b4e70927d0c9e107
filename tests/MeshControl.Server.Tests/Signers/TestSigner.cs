using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using MeshControl.Kubernetes.Client;
using MeshControl.Testing.Kubernetes;

namespace MeshControl.Server.Tests.Signers;

/// <summary>What a signer of the cluster does: it takes approved requests and answers with a certificate, or not.</summary>
internal sealed class TestSigner : IAsyncDisposable
{
    private readonly FakeApiServer _server;
    private readonly KubeApi _api;
    private readonly CancellationTokenSource _stop = new();
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Task _loop;

    private TestSigner(FakeApiServer server)
    {
        _server = server;
        _api = server.Connect();
        var request = new CertificateRequest("CN=cluster signer", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        Root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        _loop = RunAsync(_stop.Token);
    }

    public X509Certificate2 Root { get; }

    /// <summary>Replaces what is signed: the request as read and the name in it.</summary>
    public Func<CertificateRequest, CertificateRequest> Change { get; set; } = static request => request;

    /// <summary>A refusal instead of certificates; null for none.</summary>
    public string? Denial { get; set; }

    /// <summary>The requests seen, whole.</summary>
    public List<JsonNode> Seen { get; } = [];

    public static TestSigner Start(FakeApiServer server) => new(server);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _loop;
        _api.Dispose();
        _key.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var change in _api.WatchAsync(FakeKinds.SigningRequests, new WatchOptions(), cancellationToken))
            {
                if (change.Object is { } found && JsonNode.Parse(found.Json.Span) is { } request && request["status"]?["certificate"] is null
                    && request["status"]?["conditions"]?.AsArray().Any(static item => item!["type"]!.GetValue<string>() == "Approved") == true
                    && request["status"]!["conditions"]!.AsArray().All(static item => item!["type"]!.GetValue<string>() != "Denied")
                    && change.Type != WatchEventType.Deleted)
                {
                    Seen.Add(request.DeepClone());
                    Answer(request);
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private void Answer(JsonNode request)
    {
        if (Denial is { } denial)
        {
            request["status"]!["conditions"]!.AsArray().Add(new JsonObject { ["type"] = "Denied", ["status"] = "True", ["message"] = denial });
        }
        else
        {
            request["status"]!["certificate"] = Convert.ToBase64String(Encoding.ASCII.GetBytes(Sign(Encoding.ASCII.GetString(Convert.FromBase64String(request["spec"]!["request"]!.GetValue<string>())))));
        }

        _server.Put(request.ToJsonString());
    }

    private string Sign(string pem)
    {
        var request = Change(CertificateRequest.LoadSigningRequestPem(pem, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions));
        return request.Create(Root.SubjectName, X509SignatureGenerator.CreateForECDsa(_key), DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddHours(1), RandomNumberGenerator.GetBytes(8))
            .ExportCertificatePem();
    }
}
