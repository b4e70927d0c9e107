using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Envoy.Config.Core.V3;
using Envoy.Extensions.TransportSockets.Tls.V3;
using Google.Protobuf;
using MeshControl.Generation.Output;
using MeshControl.Model.Credentials;
using MeshControl.Security.Authority;
using MeshControl.Security.Workloads;

namespace MeshControl.Server.Secrets;

/// <summary>A secret as it goes to a proxy. Clearing it overwrites the private key in place and leaves the rest readable.</summary>
internal sealed class EncodedSecret
{
    private readonly int _keyOffset;
    private readonly int _keyLength;

    private EncodedSecret(EncodedResource resource, ReadOnlySpan<byte> key)
    {
        Resource = resource;
        _keyOffset = key.IsEmpty ? 0 : resource.DeltaEntry.Span.IndexOf(key);
        _keyLength = key.Length;
    }

    public EncodedResource Resource { get; }

    /// <summary>The certificate chain and key of a workload.</summary>
    public static EncodedSecret Certificate(string name, WorkloadCertificate certificate) => Encode(
        new Secret
        {
            Name = name,
            TlsCertificate = new TlsCertificate
            {
                CertificateChain = Inline(certificate.CertificateChain), PrivateKey = Inline(certificate.PrivateKey),
            },
        },
        certificate.PrivateKey.Span);

    /// <summary>The trusted roots. Never with names to match: proxies would accept those beside the ones that their configuration demands.</summary>
    public static EncodedSecret Roots(string name, TrustBundle roots)
    {
        var context = new CertificateValidationContext { TrustedCa = Inline(roots.Pem) };
        if (!roots.Revocations.IsEmpty)
        {
            context.Crl = Inline(roots.Revocations);
            // There is no list about the root itself.
            context.OnlyVerifyLeafCertCrl = true;
        }

        return Encode(new Secret { Name = name, ValidationContext = context }, []);
    }

    /// <summary>A certificate with its key that an operator put into a Secret.</summary>
    public static EncodedSecret Credential(string name, CertificateContent content)
    {
        var certificate = new TlsCertificate { CertificateChain = Inline(content.Chain), PrivateKey = Inline(content.Key) };
        if (!content.OcspStaple.IsEmpty)
        {
            certificate.OcspStaple = Inline(content.OcspStaple);
        }

        return Encode(new Secret { Name = name, TlsCertificate = certificate }, content.Key.Span);
    }

    /// <summary>An authority that an operator put into a Secret or ConfigMap.</summary>
    public static EncodedSecret Authority(string name, AuthorityContent content)
    {
        var context = new CertificateValidationContext { TrustedCa = Inline(content.Certificates) };
        if (!content.RevocationLists.IsEmpty)
        {
            context.Crl = Inline(content.RevocationLists);
        }

        return Encode(new Secret { Name = name, ValidationContext = context }, []);
    }

    public void Clear()
    {
        if (_keyLength > 0 && MemoryMarshal.TryGetArray(Resource.DeltaEntry, out var bytes))
        {
            CryptographicOperations.ZeroMemory(bytes.AsSpan(_keyOffset, _keyLength));
        }
    }

    public override string ToString() => Resource.ToString();

    private static EncodedSecret Encode(Secret secret, ReadOnlySpan<byte> key)
    {
        var body = new byte[secret.CalculateSize()];
        try
        {
            secret.WriteTo(body.AsSpan());
            return new EncodedSecret(ResourceEncoder.Encode(ResourceType.Secret, secret.Name, body), key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(body);
        }
    }

    private static DataSource Inline(ReadOnlyMemory<byte> pem) => new() { InlineBytes = UnsafeByteOperations.UnsafeWrap(pem) };
}
