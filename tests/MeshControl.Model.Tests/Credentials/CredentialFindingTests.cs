using System.Text;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Testing.Certificates;

namespace MeshControl.Model.Tests.Credentials;

/// <summary>What is told about objects that name certificates, and what is kept of those that hold them.</summary>
public sealed class CredentialFindingTests
{
    private static readonly SiteAuthority Authority = new();

    private static readonly string Gateway = """
        apiVersion: v1
        kind: Service
        metadata: {name: ingress, namespace: edge}
        spec: {selector: {istio: ingress, app: ingress}, ports: [{name: https, port: 443}]}
        ---
        apiVersion: networking.istio.io/v1
        kind: Gateway
        metadata: {name: site, namespace: team}
        spec:
          selector: {istio: ingress}
          servers: [{port: {number: 443, name: https, protocol: HTTPS}, hosts: ["*"], tls: {mode: MODE, credentialName: CREDENTIAL}}]
        """;

    [Theory]
    [InlineData("SIMPLE", "good", "")]
    [InlineData("SIMPLE", "builtin://", "")]
    // Where the gateway runs counts, not where the Gateway object is.
    [InlineData("SIMPLE", "in-team", "Secret edge/in-team cannot be used: there is no such object")]
    [InlineData("SIMPLE", "database", "it has neither tls.crt and tls.key nor cert and key; it has password")]
    [InlineData("SIMPLE", "half", "no complete pair of certificate and key")]
    [InlineData("SIMPLE", "swapped", "do not belong together")]
    [InlineData("SIMPLE", "text", "the certificate is not PEM")]
    [InlineData("MUTUAL", "good", "Secret edge/good cannot be used: it has neither ca.crt nor cacert")]
    [InlineData("MUTUAL", "with-authority", "")]
    [InlineData("MUTUAL", "configmap://edge/roots", "")]
    public void A_gateway_is_told_what_is_wrong_with_its_certificate(string mode, string credential, string expected)
    {
        using var first = Authority.Issue("a.example");
        using var second = Authority.Issue("a.example");
        var (certificate, key) = (first.ExportCertificatePem(), SiteAuthority.KeyOf(first));
        // A server's own certificate is a Secret whatever its clients are checked with.
        var isMap = credential.StartsWith("configmap", StringComparison.Ordinal);
        var gateway = Gateway.Replace("MODE", mode, StringComparison.Ordinal)
            .Replace("CREDENTIAL", isMap ? $"good, caCertCredentialName: '{credential}'" : $"'{credential}'", StringComparison.Ordinal);
        var facts = ManifestFacts.Of(string.Join("\n---\n",
            gateway,
            Secret("edge", "good", ("tls.crt", certificate), ("tls.key", key)),
            Secret("team", "in-team", ("tls.crt", certificate), ("tls.key", key)),
            Secret("edge", "database", ("password", "secret-4711")),
            Secret("edge", "half", ("tls.crt", certificate)),
            Secret("edge", "swapped", ("cert", certificate), ("key", SiteAuthority.KeyOf(second))),
            Secret("edge", "text", ("tls.crt", "secret-4711"), ("tls.key", "secret-4711")),
            Secret("edge", "with-authority", ("tls.crt", certificate), ("tls.key", key), ("ca.crt", Authority.Root.ExportCertificatePem()), ("ca.crl", Authority.RevocationList)),
            $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: roots, namespace: edge}}\ndata: {{ca.crt: {Quoted(Authority.Root.ExportCertificatePem())}}}"));

        var findings = facts.Credentials.Findings.Get("");
        if (expected.Length == 0)
        {
            Assert.Empty(findings);
            return;
        }

        var finding = Assert.Single(findings);
        Assert.Contains(expected, finding.Message, StringComparison.Ordinal);
        Assert.Equal(new ResourceKey("Gateway", "team", "site"), finding.Resource);
        Assert.Equal("spec.servers[0].tls.credentialName", finding.Path);
        Assert.NotEmpty(finding.Fix);
        Assert.DoesNotContain("4711", finding.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "add a ReferenceGrant to namespace certs")]
    [InlineData("{from: [{group: gateway.networking.k8s.io, kind: Gateway, namespace: edge}], to: [{group: '', kind: Secret}]}", "")]
    [InlineData("{from: [{group: gateway.networking.k8s.io, kind: Gateway, namespace: other}], to: [{group: '', kind: Secret}]}", "add a ReferenceGrant to namespace certs")]
    [InlineData("{from: [{group: gateway.networking.k8s.io, kind: Gateway, namespace: edge}], to: [{group: '', kind: Secret, name: another}]}", "add a ReferenceGrant to namespace certs")]
    public void A_certificate_of_another_namespace_needs_a_grant(string grant, string fix)
    {
        using var certificate = Authority.Issue("a.example");
        var facts = ManifestFacts.Of(string.Join("\n---\n", (string[])
        [
            """
            apiVersion: gateway.networking.k8s.io/v1
            kind: Gateway
            metadata: {name: public, namespace: edge}
            spec: {gatewayClassName: istio, listeners: [{name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: site, namespace: certs}]}}]}
            """,
            Secret("certs", "site", ("tls.crt", certificate.ExportCertificatePem()), ("tls.key", SiteAuthority.KeyOf(certificate))),
            .. grant.Length == 0 ? Array.Empty<string>() : [$"apiVersion: gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant\nmetadata: {{name: g, namespace: certs}}\nspec: {grant}"],
        ]));

        var findings = facts.Credentials.Findings.Get("");
        Assert.Equal(fix.Length == 0 ? [] : [("spec.listeners[0].tls.certificateRefs[0]", true)], findings.Select(found => (found.Path, found.Fix.Contains(fix, StringComparison.Ordinal))));
    }

    [Fact]
    public void Of_keys_that_hold_no_certificate_only_the_names_are_kept()
    {
        var read = ManifestReader.Read("s.yaml", Encoding.UTF8.GetBytes(Secret("edge", "mixed", ("tls.crt", "certificate"), ("password", "secret-4711"))));
        var secret = ((Resource<Secret>)read.Resources.Single()).Spec;
        Assert.Equal("certificate", secret.StringData["tls.crt"]);
        Assert.Equal("", secret.StringData["password"]);
    }

    [Theory]
    [InlineData("data: {tls.key: '%4711%'}")]
    [InlineData("data: {tls.key: 4711}")]
    [InlineData("stringData: {tls.key: 4711}")]
    [InlineData("stringData: [secret-4711]")]
    [InlineData("data: secret-4711")]
    public void A_malformed_secret_is_told_without_its_content(string content)
    {
        var read = ManifestReader.Read("s.yaml", Encoding.UTF8.GetBytes($"apiVersion: v1\nkind: Secret\nmetadata: {{name: s, namespace: edge}}\n{content}\n"));
        Assert.NotEmpty(read.Findings);
        Assert.DoesNotContain(read.Findings, static finding => finding.ToString().Contains("4711", StringComparison.Ordinal));
    }

    private static string Secret(string ns, string name, params IEnumerable<(string Key, string Value)> values) =>
        $"apiVersion: v1\nkind: Secret\nmetadata: {{name: {name}, namespace: {ns}}}\nstringData:\n{string.Join('\n', values.Select(static pair => $"  {pair.Key}: {Quoted(pair.Value)}"))}";

    private static string Quoted(string text) => "\"" + text.Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}
