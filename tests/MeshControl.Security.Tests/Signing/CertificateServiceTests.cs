using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Grpc;
using MeshControl.Protos.Istio.V1.Auth;
using MeshControl.Security.Authentication;
using MeshControl.Security.Diagnostics;
using MeshControl.Security.Signing;
using MeshControl.Security.Tests.Host;

namespace MeshControl.Security.Tests.Signing;

/// <summary>Signing requests as istio-agent sends them, and as an attacker would.</summary>
public sealed class CertificateServiceTests : IDisposable
{
    private static readonly CallerIdentity Caller = new(TestAuthority.Bookinfo);
    private readonly TestAuthority _test = new();
    private readonly SecurityMetrics _metrics;
    private readonly CertificateService _service;
    private readonly RecordingLogger<CertificateService> _log = new();

    public CertificateServiceTests()
    {
        _metrics = new SecurityMetrics(_test.Clock);
        _service = new CertificateService(new CallerAuthentication([], new NothingRevoked(), _metrics, new RecordingLogger<CallerAuthentication>()), _test.Authority, _metrics, _log);
    }

    public static TheoryData<string> Keys => ["P-256", "P-384", "RSA 2048", "RSA 3072"];

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task A_sound_request_is_signed_for_the_caller(string kind)
    {
        var request = Request(kind, TestAuthority.Bookinfo.ToString());
        var response = await SignAsync(request.CreateSigningRequestPem());

        Assert.Equal(2, response.CertChain.Count);
        using var leaf = X509Certificate2.CreateFromPem(response.CertChain[0]);
        Assert.Equal(request.PublicKey.EncodedKeyValue.RawData, leaf.PublicKey.EncodedKeyValue.RawData);
        Assert.True(_test.IsTrusted(leaf));
        Assert.Equal(System.Text.Encoding.ASCII.GetString(_test.Authority.Roots.Pem.Span), response.CertChain[1]);
    }

    [Fact]
    public async Task Without_names_the_certificate_has_the_callers_and_nothing_of_the_request()
    {
        var request = Request("P-256");
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var leaf = X509Certificate2.CreateFromPem((await SignAsync(request.CreateSigningRequestPem())).CertChain[0]);
        Assert.Equal(TestAuthority.Bookinfo.ToString(), Assert.Single(UriNames.Of(leaf.Extensions).Uris));
        Assert.False(leaf.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
        Assert.Equal(X509KeyUsageFlags.DigitalSignature, leaf.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        Assert.Empty(leaf.Subject);
    }

    [Fact]
    public async Task A_request_for_another_identity_is_refused()
    {
        await RefusedAsync(Request("P-256", "spiffe://cluster.local/ns/kube-system/sa/admin").CreateSigningRequestPem(), "another identity");
        await RefusedAsync(Request("P-256", "spiffe://CLUSTER.local/ns/bookinfo/sa/reviews").CreateSigningRequestPem(), "another identity");
    }

    [Fact]
    public async Task A_request_for_further_names_is_refused()
    {
        await RefusedAsync(
            Request("P-256", TestAuthority.Bookinfo.ToString(), "spiffe://cluster.local/ns/kube-system/sa/admin").CreateSigningRequestPem(), "more than one URI");
        var dns = Request("P-256");
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("istiod.istio-system.svc");
        dns.CertificateExtensions.Add(names.Build());
        await RefusedAsync(dns.CreateSigningRequestPem(), "not URIs");
    }

    [Theory]
    [InlineData("RSA 1024", "1024 bits")]
    [InlineData("P-521", "elliptic curve other than")]
    public async Task An_unsuitable_key_is_refused(string kind, string problem) => await RefusedAsync(Request(kind).CreateSigningRequestPem(), problem);

    [Theory]
    [InlineData("", "not a PEM block")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----\n", "cannot be decoded")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n", "cannot be decoded")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "not a PEM block")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "not a PEM block")]
    public async Task What_is_no_request_is_refused(string pem, string problem) => await RefusedAsync(pem, problem);

    [Fact]
    public async Task An_oversize_request_is_refused_unread() =>
        await RefusedAsync(Request("P-256").CreateSigningRequestPem() + new string('\n', 20_000), "16384 are the most");

    [Fact]
    public async Task A_request_signed_by_another_key_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var forged = Request("P-256").CreateSigningRequest(X509SignatureGenerator.CreateForECDsa(other));
        await RefusedAsync(PemEncoding.WriteString("CERTIFICATE REQUEST", forged), "its signature is not that of its key");
    }

    [Fact]
    public async Task Whatever_happens_to_the_bytes_of_a_request_it_is_signed_or_refused()
    {
        var valid = Request("P-256", TestAuthority.Bookinfo.ToString()).CreateSigningRequest();
        var random = new Random(1);
        for (var i = 0; i < 400; i++)
        {
            var bytes = valid.ToArray();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                await SignAsync(PemEncoding.WriteString("CERTIFICATE REQUEST", bytes));
                Assert.Equal(valid, bytes);
            }
            catch (GrpcStatusException e)
            {
                Assert.Equal(GrpcStatusCode.InvalidArgument, e.Code);
                Assert.NotEmpty(e.Detail);
            }
        }
    }

    [Theory]
    [InlineData(3600, 3600)]
    [InlineData(0, 86400)]
    [InlineData(-5, 86400)]
    public async Task The_asked_lifetime_counts_within_the_limit(long seconds, int expected)
    {
        using var leaf = X509Certificate2.CreateFromPem((await SignAsync(Request("P-256").CreateSigningRequestPem(), seconds)).CertChain[0]);
        Assert.Equal(_test.Clock.GetUtcNow().UtcDateTime.AddSeconds(expected), leaf.NotAfter.ToUniversalTime());
    }

    [Theory]
    [InlineData(91 * 86400)]
    [InlineData(long.MaxValue)]
    public async Task A_lifetime_above_the_limit_is_refused(long seconds)
    {
        var error = await Assert.ThrowsAsync<GrpcStatusException>(() => SignAsync(Request("P-256").CreateSigningRequestPem(), seconds));
        Assert.Equal(GrpcStatusCode.InvalidArgument, error.Code);
        Assert.Contains("above the limit", error.Detail);
    }

    [Fact]
    public async Task Nobody_gets_nothing() => Assert.Equal(
        GrpcStatusCode.Unauthenticated,
        (await Assert.ThrowsAsync<GrpcStatusException>(() => _service.CreateCertificateAsync(new IstioCertificateRequest(), null, CancellationToken.None).AsTask())).Code);

    [Fact]
    public async Task Impersonation_is_refused()
    {
        var request = new IstioCertificateRequest
        {
            Csr = Request("P-256").CreateSigningRequestPem(),
            Metadata = new Struct { Fields = { ["ImpersonatedIdentity"] = Value.ForString("spiffe://cluster.local/ns/kube-system/sa/admin") } },
        };
        var error = await Assert.ThrowsAsync<GrpcStatusException>(() => _service.CreateCertificateAsync(request, Caller, CancellationToken.None).AsTask());
        Assert.Equal(GrpcStatusCode.Unauthenticated, error.Code);
    }

    [OpenSslFact]
    public async Task A_request_made_by_openssl_is_signed()
    {
        using var folder = new TempFolder();
        var (code, output) = OpenSsl.Run(
            "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", folder.New("key.pem"), "-out", folder.New("csr.pem"),
            "-subj", "/O=agent", "-addext", $"subjectAltName=critical,URI:{TestAuthority.Bookinfo}");
        Assert.True(code == 0, output);
        var response = await SignAsync(File.ReadAllText(folder.New("csr.pem")));
        File.WriteAllText(folder.New("leaf.pem"), response.CertChain[0]);
        File.WriteAllText(folder.New("root.pem"), response.CertChain[^1]);
        var verified = OpenSsl.Run(
            "verify", "-x509_strict", "-attime", _test.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), "-CAfile", folder.New("root.pem"), folder.New("leaf.pem"));
        Assert.True(verified.Code == 0, verified.Output);
    }

    public void Dispose()
    {
        _metrics.Dispose();
        _test.Dispose();
    }

    private static CertificateRequest Request(string kind, params string[] uris)
    {
        AsymmetricAlgorithm key = kind.Split(' ') switch
        {
            ["RSA", var bits] => RSA.Create(int.Parse(bits, CultureInfo.InvariantCulture)),
            ["P-384"] => ECDsa.Create(ECCurve.NamedCurves.nistP384),
            ["P-521"] => ECDsa.Create(ECCurve.NamedCurves.nistP521),
            _ => ECDsa.Create(ECCurve.NamedCurves.nistP256),
        };
        var request = key is RSA rsa
            ? new CertificateRequest("O=agent", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            : new CertificateRequest("O=agent", (ECDsa)key, HashAlgorithmName.SHA256);
        if (uris.Length > 0)
        {
            request.CertificateExtensions.Add(new X509Extension("2.5.29.17", Names(uris), critical: true));
        }

        return request;
    }

    private static byte[] Names(string[] uris)
    {
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var uri in uris)
            {
                writer.WriteCharacterString(System.Formats.Asn1.UniversalTagNumber.IA5String, uri, new(System.Formats.Asn1.TagClass.ContextSpecific, 6));
            }
        }

        return writer.Encode();
    }

    private Task<IstioCertificateResponse> SignAsync(string csr, long seconds = 0) =>
        _service.CreateCertificateAsync(new IstioCertificateRequest { Csr = csr, ValidityDuration = seconds }, Caller, CancellationToken.None).AsTask();

    private async Task RefusedAsync(string csr, string problem)
    {
        var error = await Assert.ThrowsAsync<GrpcStatusException>(() => SignAsync(csr));
        Assert.Equal(GrpcStatusCode.InvalidArgument, error.Code);
        Assert.Contains(problem, error.Detail);
        Assert.Contains(problem, _log.Text);
    }
}
