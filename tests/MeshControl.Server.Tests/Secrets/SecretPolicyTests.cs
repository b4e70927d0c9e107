using MeshControl.Model.Proxies;
using MeshControl.Server.Secrets;
using MeshControl.Xds.Sessions;

namespace MeshControl.Server.Tests.Secrets;

/// <summary>Who gets a private key.</summary>
public sealed class SecretPolicyTests
{
    private const string Reviews = "spiffe://cluster.local/ns/bookinfo/sa/reviews";

    [Theory]
    // A verified identity over TLS, whatever else is set.
    [InlineData(Reviews, true, false, PlaintextSecrets.Never, Reviews)]
    [InlineData("spiffe://cluster.local/ns/other/sa/account", true, true, PlaintextSecrets.Always, "spiffe://cluster.local/ns/other/sa/account")]
    // The stream can be read by others: only where the option says so.
    [InlineData(Reviews, false, false, PlaintextSecrets.Never, "plaintext")]
    [InlineData(Reviews, false, false, PlaintextSecrets.Loopback, "plaintext")]
    [InlineData(Reviews, false, true, PlaintextSecrets.Never, "plaintext")]
    [InlineData(null, false, false, PlaintextSecrets.Loopback, "plaintext")]
    [InlineData(null, false, true, PlaintextSecrets.Loopback, Reviews)]
    [InlineData(null, false, false, PlaintextSecrets.Always, Reviews)]
    // Nobody verified who it is.
    [InlineData(null, true, false, PlaintextSecrets.Never, "unauthenticated")]
    [InlineData(null, true, false, PlaintextSecrets.Loopback, "unauthenticated")]
    [InlineData(null, true, true, PlaintextSecrets.Loopback, Reviews)]
    [InlineData("CN=somebody", true, true, PlaintextSecrets.Always, "invalid identity")]
    public void Secrets_go_where_the_policy_says(string? principal, bool isEncrypted, bool isLoopback, PlaintextSecrets option, string expected)
    {
        var decision = SecretPolicy.Decide(new SecretRequester(Proxy(), principal, isEncrypted, isLoopback), option, "cluster.local");
        Assert.Equal(expected, decision.Refusal ?? decision.Identity.ToString());
    }

    [Theory]
    [InlineData("", "spiffe://td/ns/bookinfo/sa/default")]
    [InlineData("reviews", "spiffe://td/ns/bookinfo/sa/reviews")]
    [InlineData("reviews/sa/admin", "invalid identity")]
    [InlineData("../admin", "invalid identity")]
    public void A_claim_cannot_leave_its_namespace(string account, string expected)
    {
        var decision = SecretPolicy.Decide(new SecretRequester(Proxy(account), null, false, true), PlaintextSecrets.Loopback, "td");
        Assert.Equal(expected, decision.Refusal ?? decision.Identity.ToString());
    }

    internal static ProxyIdentity Proxy(string account = "reviews") => new()
    {
        Type = ProxyType.Sidecar,
        Id = "reviews-1.bookinfo",
        Addresses = ["10.0.0.1"],
        DnsDomain = "bookinfo.svc.cluster.local",
        Metadata = new ProxyMetadata { Namespace = "bookinfo", ServiceAccount = account },
    };
}
