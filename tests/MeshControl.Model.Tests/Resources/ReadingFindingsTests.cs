using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Tests.Resources;

public class ReadingFindingsTests
{
    [Fact]
    public void An_unknown_field_is_a_warning_with_its_place_and_the_object_is_used()
    {
        var result = ManifestReader.Read("vs.yaml", VirtualService("""
              - route:
                - destination: {host: reviews}
                  wieght: 80
            """));

        Assert.Equal(
            "vs.yaml:9: warning: VirtualService/default/reviews spec.http[0].route[0].wieght: unknown field, it has no effect; did you mean weight?",
            Assert.Single(result.Findings).ToString());
        Assert.Single(result.Resources);
    }

    [Fact]
    public void A_wrong_type_is_an_error_with_its_place_and_the_object_is_not_used()
    {
        var result = ManifestReader.Read("vs.yaml", VirtualService("""
              - route:
                - destination: {host: reviews}
                  weight: eighty
            """));

        Assert.Equal(
            "vs.yaml:9: error: VirtualService/default/reviews spec.http[0].route[0].weight: expected a whole number, found the string \"eighty\"",
            Assert.Single(result.Findings).ToString());
        Assert.Empty(result.Resources);
        Assert.Equal("VirtualService/default/reviews", Assert.Single(result.Rejected).ToString());
        Assert.False(result.IsIncomplete);
    }

    [Fact]
    public void All_mistakes_of_a_file_are_told_at_once()
    {
        var result = ManifestReader.Read("vs.yaml", VirtualService("""
              - timeout: 5
                retries: {attempts: true, perTryTimeout: 2}
                route: reviews
            """));

        Assert.Equal(
            ["spec.http[0].timeout", "spec.http[0].retries.attempts", "spec.http[0].retries.perTryTimeout", "spec.http[0].route"],
            result.Findings.Select(f => f.Path).OrderBy(p => p == "spec.http[0].route" ? 3 : p.Contains("attempts", StringComparison.Ordinal) ? 1 : p.Contains("per", StringComparison.Ordinal) ? 2 : 0));
    }

    [Fact]
    public void Broken_YAML_names_file_and_line_and_the_next_document_is_read()
    {
        var result = ManifestReader.Read("a.yaml", "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: [one\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: two}\n");

        var finding = Assert.Single(result.Findings);
        Assert.StartsWith("a.yaml:", finding.ToString(), StringComparison.Ordinal);
        Assert.InRange(finding.Origin.Line, 4, 5);
        Assert.True(result.IsIncomplete);
        Assert.Equal("two", Assert.Single(result.Resources).Name);
    }

    [Fact]
    public void An_object_without_a_name_is_an_error()
    {
        var result = ManifestReader.Read("a.yaml", "apiVersion: v1\nkind: Service\nmetadata:\n  labels: {app: a}\n");

        Assert.Equal("a.yaml:4: error: metadata.name: this Service has no name; add metadata.name", Assert.Single(result.Findings).ToString());
    }

    [Fact]
    public void Other_kinds_are_counted_and_skipped()
    {
        var result = ManifestReader.Read("a.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: b}\n");

        Assert.Equal("a.yaml: info: 2 Deployment.apps not read: the mesh has no use for this kind", Assert.Single(result.Findings).ToString());
        Assert.False(result.IsIncomplete);
    }

    [Fact]
    public void Protobuf_JSON_leniency_is_kept()
    {
        var result = ManifestReader.Read("vs.yaml", VirtualService("""
              - route:
                - destination: {host: reviews, port: {number: "9080"}}
                  weight: 100.0
                redirect: null
                cors_policy: {max_age: 1h, unmatched_preflights: 1}
            """));

        Assert.Empty(result.Findings);
        var route = Assert.IsType<Resource<VirtualService>>(Assert.Single(result.Resources)).Spec.Http[0];
        Assert.Equal(9080, route.Route[0].Destination!.Port!.Number);
        Assert.Equal(100, route.Route[0].Weight);
        Assert.Equal(TimeSpan.FromHours(1), route.CorsPolicy!.MaxAge);
        Assert.Equal(UnmatchedPreflights.Forward, route.CorsPolicy.UnmatchedPreflights);
    }

    [Fact]
    public void An_enum_name_close_to_a_known_one_is_suggested()
    {
        var result = ManifestReader.Read("dr.yaml", """
            apiVersion: networking.istio.io/v1
            kind: DestinationRule
            metadata: {name: a}
            spec:
              host: a
              trafficPolicy:
                loadBalancer: {simple: ROUND-ROBIN}
            """);

        var finding = Assert.Single(result.Findings);
        Assert.Equal("did you mean ROUND_ROBIN?", finding.Fix);
        Assert.Equal("spec.trafficPolicy.loadBalancer.simple", finding.Path);
    }

    [Fact]
    public void Two_members_of_a_oneof_exclude_each_other()
    {
        var result = ManifestReader.Read("vs.yaml", VirtualService("""
              - match:
                - uri: {exact: /a, prefix: /b}
                route:
                - destination: {host: reviews}
            """));

        var finding = Assert.Single(result.Findings);
        Assert.Equal("spec.http[0].match[0].uri.prefix", finding.Path);
        Assert.Equal("exact and prefix exclude each other", finding.Message);
    }

    [Fact]
    public void A_secret_never_shows_its_values()
    {
        var result = ManifestReader.Read("s.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: s}\ndata: {key: c2VjcmV0, bad: '%top-secret%'}\n");

        Assert.DoesNotContain("top-secret", Assert.Single(result.Findings).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_version_of_an_object_reads_alike()
    {
        var hashes = new[] { "v1", "v1beta1", "v1alpha3" }.Select(version =>
            ManifestReader.Read("a.yaml", VirtualService("  - route: [{destination: {host: a}}]").Replace("io/v1", "io/" + version, StringComparison.Ordinal)))
            .Select(r => Assert.Single(r.Resources).ContentHash);

        Assert.Single(hashes.Distinct());
    }

    private static string VirtualService(string http) =>
        "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: reviews}\nspec:\n  hosts: [reviews]\n  http:\n" + http + "\n";
}
