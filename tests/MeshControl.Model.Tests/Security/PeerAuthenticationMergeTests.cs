using System.Text;
using MeshControl.Incremental;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Security;

namespace MeshControl.Model.Tests.Security;

public sealed class PeerAuthenticationMergeTests
{
    private static readonly EquatableMap<string, string> Web = new([KeyValuePair.Create("app", "web")]);

    [Fact]
    public void Nothing_said_means_permissive() => Assert.Equal(MutualTlsMode.Permissive, Merge("", "").Mode);

    [Fact]
    public void Inner_scopes_override_outer_ones_unless_they_leave_it_unset()
    {
        const string Mesh = "{metadata: {name: mesh, namespace: istio-system}, spec: {mtls: {mode: STRICT}}}";

        Assert.Equal(MutualTlsMode.Strict, Merge(Mesh, "").Mode);
        Assert.Equal(MutualTlsMode.Disable, Merge(Mesh, "{metadata: {name: ns, namespace: shop}, spec: {mtls: {mode: DISABLE}}}").Mode);
        Assert.Equal(MutualTlsMode.Strict, Merge(Mesh, "{metadata: {name: ns, namespace: shop}, spec: {mtls: {mode: UNSET}}}").Mode);
    }

    [Fact]
    public void Ports_of_a_selected_workload_have_their_own_mode()
    {
        var view = Merge("", """
            {metadata: {name: web, namespace: shop}, spec: {selector: {matchLabels: {app: web}}, mtls: {mode: STRICT}, portLevelMtls: {"9000": {mode: DISABLE}, "9001": {mode: UNSET}}}}
            """);

        Assert.Equal(MutualTlsMode.Strict, view.ModeOf(80));
        Assert.Equal(MutualTlsMode.Disable, view.ModeOf(9000));
        Assert.Equal(MutualTlsMode.Strict, view.ModeOf(9001));
    }

    [Fact]
    public void Selector_in_the_root_namespace_selects_nobody() => Assert.Equal(
        MutualTlsMode.Permissive,
        Merge("{metadata: {name: web, namespace: istio-system}, spec: {selector: {matchLabels: {app: web}}, mtls: {mode: STRICT}}}", "").Mode);

    [Fact]
    public void Oldest_of_a_class_wins()
    {
        var view = Merge("", """
            {metadata: {name: a, namespace: shop, creationTimestamp: "2026-02-01T00:00:00Z"}, spec: {mtls: {mode: DISABLE}}}
            ---
            {metadata: {name: b, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}, spec: {mtls: {mode: STRICT}}}
            """);

        Assert.Equal(MutualTlsMode.Strict, view.Mode);
        Assert.Equal("b", Assert.Single(view.Sources).Name);
    }

    private static PeerAuthenticationView Merge(string root, string own) => PeerAuthenticationMerge.Merge(Read(root), Read(own), Web);

    private static List<Resource<PeerAuthentication>> Read(string documents) =>
    [
        .. documents.Split("---").Where(text => text.Trim().Length > 0)
            .Select(text => text.Trim().Insert(1, "apiVersion: security.istio.io/v1, kind: PeerAuthentication, "))
            .SelectMany(text => ManifestReader.Read("test.yaml", Encoding.UTF8.GetBytes(text)).Resources)
            .Cast<Resource<PeerAuthentication>>(),
    ];
}
