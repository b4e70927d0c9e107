using MeshControl.Model.Credentials;
using MeshControl.Model.Proxies;
using MeshControl.Security.Identity;
using MeshControl.Server.Secrets.Credentials;

namespace MeshControl.Server.Tests.Credentials;

/// <summary>Who gets a certificate that an operator put into a Secret.</summary>
public sealed class CredentialPolicyTests
{
    private const string Ingress = "spiffe://cluster.local/ns/edge/sa/ingress";

    [Theory]
    // What its own configuration names, from its own namespace.
    [InlineData(ProxyType.Router, Ingress, "kubernetes://shop-cert", null)]
    [InlineData(ProxyType.Router, Ingress, "kubernetes://shop-cert-cacert", null)]
    [InlineData(ProxyType.Router, Ingress, "kubernetes://edge/own-cert", null)]
    // The same name means another Secret, or none, to who runs elsewhere.
    [InlineData(ProxyType.Router, Ingress, "kubernetes://bank/vault-cert", "another namespace")]
    [InlineData(ProxyType.Router, "spiffe://cluster.local/ns/bank/sa/ingress", "kubernetes://edge/own-cert", "another namespace")]
    // What nothing names, whatever it is.
    [InlineData(ProxyType.Router, Ingress, "kubernetes://other-cert", "not in its configuration")]
    [InlineData(ProxyType.Router, Ingress, "kubernetes-gateway://bank/vault-cert", "not in its configuration")]
    [InlineData(ProxyType.Router, Ingress, "sds://shop-cert", "not in its configuration")]
    // A grant let another namespace's into the configuration.
    [InlineData(ProxyType.Router, Ingress, "kubernetes-gateway://certs/granted", null)]
    // Sidecars, and who is nobody.
    [InlineData(ProxyType.Sidecar, Ingress, "kubernetes://shop-cert", "not a gateway")]
    [InlineData(ProxyType.Sidecar, Ingress, "kubernetes-gateway://certs/granted", "not a gateway")]
    [InlineData(ProxyType.Router, "spiffe://cluster.local/admin", "kubernetes://shop-cert", "invalid identity")]
    // Authorities in ConfigMaps are public.
    [InlineData(ProxyType.Sidecar, Ingress, "configmap://bank/roots", null)]
    public void A_credential_goes_to_gateways_whose_configuration_names_it(ProxyType type, string identity, string name, string? refusal)
    {
        var use = new CredentialUse(
            ["kubernetes://shop-cert", "kubernetes://bank/vault-cert", "kubernetes://edge/own-cert", "kubernetes-gateway://certs/granted"],
            ["kubernetes://shop-cert-cacert"]);
        Assert.True(CredentialName.TryParse(name, out var parsed));
        Assert.True(SpiffeId.TryParse(identity, out var id, out _));

        Assert.Equal(refusal, CredentialPolicy.RefusalOf(new CredentialRequest(type, id, name, parsed), use));
    }

    [Theory]
    [InlineData("default")]
    [InlineData("ROOTCA")]
    [InlineData("invalid://")]
    [InlineData("kubernetes://")]
    [InlineData("kubernetes://a/b/c")]
    [InlineData("kubernetes:///name")]
    [InlineData("kubernetes-gateway://name")]
    [InlineData("configmap://name")]
    [InlineData("file-cert:/a~/b")]
    public void Other_names_are_none_of_credentials(string name) => Assert.False(CredentialName.TryParse(name, out _));
}
