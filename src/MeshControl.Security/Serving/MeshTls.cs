using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MeshControl.Security.Authority;
using MeshControl.Security.Workloads;
using Microsoft.Extensions.Logging;

namespace MeshControl.Security.Serving;

/// <summary>TLS of the server's own ports: a certificate of the mesh under the server's host names, renewed while running; clients may show one too.</summary>
public sealed class MeshTls : IDisposable
{
    private readonly ICertificateIssuer _issuer;
    private readonly TimeProvider _clock;
    private readonly WorkloadCertificateLease _lease;
    private SslStreamCertificateContext? _certificate;

    public MeshTls(ICertificateIssuer issuer, MeshTlsOptions options, TimeProvider clock, ILogger<MeshTls> log)
    {
        _issuer = issuer;
        _clock = clock;
        var subject = new CertificateSubject(options.Identity) { DnsNames = options.DnsNames };
        _lease = new WorkloadCertificateLease(subject, issuer, new RenewalOptions { Lifetime = options.Lifetime }, clock, log);
        _lease.Changed += OnRenewed;
    }

    public void Dispose()
    {
        _lease.Changed -= OnRenewed;
        _lease.Dispose();
    }

    /// <summary>What to do in the next handshake.</summary>
    /// <exception cref="AuthenticationException">There is no certificate yet.</exception>
    internal SslServerAuthenticationOptions Handshake(bool askForClientCertificate = true) => new()
    {
        ServerCertificateContext = Volatile.Read(ref _certificate) ?? Load(),
        // Asked for; that none comes is fine, since tokens will do.
        ClientCertificateRequired = askForClientCertificate,
        RemoteCertificateValidationCallback = (_, certificate, chain, _) => certificate is null || IsOfThisMesh((X509Certificate2)certificate, chain),
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        AllowRenegotiation = false,
    };

    private void OnRenewed() => Volatile.Write(ref _certificate, null);

    private SslStreamCertificateContext Load()
    {
        var context = _lease.Read(Context) ?? throw new AuthenticationException("the server has no certificate yet");
        Volatile.Write(ref _certificate, context);
        return context;
    }

    private static SslStreamCertificateContext Context(WorkloadCertificate own)
    {
        var chain = new X509Certificate2Collection();
        chain.AddRange(own.Issued.Chain.Skip(1).Select(der => X509CertificateLoader.LoadCertificate(der.Span)).ToArray());
        var key = new char[own.PrivateKey.Length];
        Encoding.ASCII.GetChars(own.PrivateKey.Span, key);
        try
        {
            var leaf = X509Certificate2.CreateFromPem(Encoding.ASCII.GetString(own.CertificateChain.Span), key);
            return SslStreamCertificateContext.Create(leaf, chain, offline: true);
        }
        finally
        {
            key.AsSpan().Clear();
        }
    }

    /// <summary>Trusts the mesh's roots and nothing of the machine's.</summary>
    private bool IsOfThisMesh(X509Certificate2 certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = _clock.GetUtcNow().UtcDateTime;
        chain.ChainPolicy.CustomTrustStore.AddRange(_issuer.Roots.Certificates.Select(root => X509CertificateLoader.LoadCertificate(root.Span)).ToArray());
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        return chain.Build(certificate);
    }
}
