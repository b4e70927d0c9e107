using MeshControl.Model.Proxies;
using MeshControl.Security.Authentication;
using MeshControl.Security.Diagnostics;
using MeshControl.Security.Identity;
using MeshControl.Server.Authentication;
using MeshControl.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace MeshControl.Server.Tests.Authentication;

/// <summary>A proxy is what its credentials prove, not what its node says.</summary>
public sealed class StreamAuthenticatorTests : IDisposable
{
    private readonly SecurityMetrics _metrics = new(new FakeClock());

    [Theory]
    [InlineData("bookinfo", "reviews", null)]
    [InlineData("bookinfo", "", null)]
    [InlineData("kube-system", "reviews", "another namespace")]
    [InlineData("bookinfo", "admin", "another service account")]
    public void The_node_must_agree_with_the_credentials(string ns, string account, string? refusal)
    {
        var found = Authenticator(null).Contradiction(Proxy(ns, account, "reviews-1"), Caller());
        Assert.Equal(refusal is null, found is null);
        Assert.Contains(refusal ?? "", found ?? "");
    }

    [Theory]
    [InlineData("reviews-1", true)]
    [InlineData("reviews-2", false)]
    [InlineData("reviews-1.bookinfo", false)]
    public void A_token_bound_to_a_pod_is_good_for_that_pod(string pod, bool isGood) =>
        Assert.Equal(isGood, Authenticator(null).Contradiction(Proxy("bookinfo", "", pod), Caller("reviews-1")) is null);

    [Theory]
    [InlineData("reviews-1", true)]
    [InlineData("admin-1", false)]
    [InlineData("unknown-1", true)]
    public void A_node_that_keeps_its_account_quiet_is_measured_by_its_pod(string pod, bool isGood) =>
        Assert.Equal(isGood, Authenticator(new Pods()).Contradiction(Proxy("bookinfo", "", pod), Caller()) is null);

    public void Dispose() => _metrics.Dispose();

    private static CallerIdentity Caller(string? pod = null) => new(SpiffeId.ForWorkload(TrustDomain.Default, "bookinfo", "reviews"), pod);

    private static ProxyIdentity Proxy(string ns, string account, string pod) => new()
    {
        Type = ProxyType.Sidecar,
        Id = $"{pod}.{ns}",
        Addresses = ["10.0.0.1"],
        DnsDomain = $"{ns}.svc.cluster.local",
        Metadata = new ProxyMetadata { Namespace = ns, ServiceAccount = account },
    };

    private StreamAuthenticator Authenticator(IPodAccounts? pods) => new(
        null!, pods, _metrics, NullLogger<StreamAuthenticator>.Instance);

    private sealed class Pods : IPodAccounts
    {
        public string? Find(string ns, string pod) => pod switch
        {
            "reviews-1" => "reviews",
            "admin-1" => "admin",
            _ => null,
        };
    }
}
