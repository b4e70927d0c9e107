using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using MeshControl.Model.Security;

namespace MeshControl.Server.KeySets;

/// <summary>
/// Fetches keys over HTTP: no proxy, no cookies, a new connection each time so that each address is checked after its name was resolved, bounded
/// answers, and at most three redirections, never from https to http.
/// </summary>
internal sealed class KeySetClient : IKeySetClient, IDisposable
{
    private const int MaxRedirections = 3;
    private const string Discovery = "/.well-known/openid-configuration";
    private readonly KeySetOptions _options;
    private readonly HttpClient _http;
    private readonly X509Certificate2Collection _roots = [];

    public KeySetClient(KeySetOptions options)
    {
        _options = options;
        var dialer = new GuardedDialer(new AddressGuard(options), "keys");
        if (options.RootsFile is { } roots)
        {
            _roots.ImportFromPemFile(roots);
        }

        _http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            PooledConnectionLifetime = TimeSpan.Zero,
            MaxResponseHeadersLength = 16,
            ActivityHeadersPropagator = null,
            ConnectCallback = dialer.ConnectAsync,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => errors == SslPolicyErrors.None || IsOurs(certificate, chain, errors),
            },
        })
        {
            MaxResponseContentBufferSize = options.MaxBytes, Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<string> FetchAsync(KeySetKey key, CancellationToken cancellationToken)
    {
        try
        {
            var address = key.Uri.Length > 0 ? Address(key.Uri, null) : await DiscoverAsync(key.Issuer, cancellationToken);
            return KeySetContent.Read(await GetAsync(address, cancellationToken));
        }
        catch (HttpRequestException error)
        {
            throw error.InnerException as KeySetException ?? new KeySetException(Reason(error));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Uri> DiscoverAsync(string issuer, CancellationToken cancellationToken)
    {
        if (!issuer.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && !issuer.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            throw new KeySetException("the issuer is not a URL, so that its keys cannot be looked up; write their address into jwksUri");
        }

        var discovery = Address(issuer.TrimEnd('/') + Discovery, null);
        return Address(KeySetContent.ReadDiscovery(await GetAsync(discovery, cancellationToken)), discovery);
    }

    private async Task<byte[]> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        for (var i = 0; i <= MaxRedirections; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", "application/json" }, { "Connection", "close" } } };
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                return await response.Content.ReadAsByteArrayAsync(cancellationToken);
            }

            if (response.Headers.Location is not { } location || (int)response.StatusCode is < 300 or > 399)
            {
                throw new KeySetException($"{address.Host} answered with status {(int)response.StatusCode}");
            }

            address = Address(new Uri(address, location).AbsoluteUri, address);
        }

        throw new KeySetException($"more than {MaxRedirections} redirections");
    }

    private static Uri Address(string text, Uri? from)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0)
        {
            throw new KeySetException("the address of the keys is not an http or https URL");
        }

        return from is { Scheme: "https" } && address.Scheme == "http" ? throw new KeySetException("https leads on to http, which is not followed") : address;
    }

    private bool IsOurs(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || _roots.Count == 0 || certificate is null || chain is null)
        {
            return false;
        }

        using var own = new X509Chain
        {
            ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
        };
        own.ChainPolicy.CustomTrustStore.AddRange(_roots);
        own.ChainPolicy.ExtraStore.AddRange(chain.ChainElements.Select(static element => element.Certificate).ToArray());
        return own.Build(X509CertificateLoader.LoadCertificate(certificate.GetRawCertData()));
    }

    private string Reason(HttpRequestException error) => error.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its name cannot be resolved",
        HttpRequestError.SecureConnectionError => "TLS fails: its certificate is not trusted, or it speaks no TLS 1.2",
        HttpRequestError.ConfigurationLimitExceeded => $"the answer is larger than {_options.MaxBytes} bytes",
        _ => error.GetBaseException() is SocketException socket ? $"no connection ({socket.SocketErrorCode})" : "the exchange broke off",
    };
}
