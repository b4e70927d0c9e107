using System.Text.Json;
using MeshControl.Server.Webhooks;

namespace MeshControl.Server.Tests.Webhooks;

public class ValidationWebhookTests
{
    private const string Metadata = """{"name":"reviews","namespace":"shop"}""";
    private const string ValidSpec = """{"hosts":["reviews"],"http":[{"route":[{"destination":{"host":"reviews"}}]}]}""";
    private const string InvalidSpec = """{"hosts":["reviews"],"http":[{"route":[{"destination":{"host":"reviews"},"weight":-1}]}]}""";

    [Fact]
    public void A_valid_object_is_allowed_in_every_served_version()
    {
        foreach (var version in (string[])["v1", "v1beta1", "v1alpha3"])
        {
            var answer = Review(Object(ValidSpec, version: version), version: version);
            Assert.True(answer.Allowed);
            Assert.Empty(answer.Warnings);
        }
    }

    [Fact]
    public void A_refusal_names_the_object_the_field_and_the_fix()
    {
        var answer = Review(Object(InvalidSpec));
        Assert.False(answer.Allowed);
        Assert.StartsWith("configuration is invalid: VirtualService shop/reviews: spec.http[0].route[0].weight: ", answer.Message, StringComparison.Ordinal);
        Assert.Contains("; ", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_errors_of_an_object_are_told_together()
    {
        var answer = Review(Object("""{"hosts":[],"gateways":["a b"],"tls":[{"match":[]}]}"""));
        Assert.Contains(" errors:\n\t* spec.", answer.Message, StringComparison.Ordinal);
        Assert.True(answer.Message!.Split("\n\t* ").Length > 2);
    }

    [Fact]
    public void Unknown_fields_warn_where_the_object_is_still_meant()
    {
        var answer = Review(Object(ValidSpec.Replace("\"hosts\"", "\"host\":\"x\",\"hosts\"", StringComparison.Ordinal)));
        Assert.True(answer.Allowed);
        var warning = Assert.Single(answer.Warnings);
        Assert.Contains("spec.host: unknown field", warning, StringComparison.Ordinal);
        Assert.Contains("hosts", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_field_beside_the_spec_is_refused()
    {
        var answer = Review(Object(ValidSpec).Replace("\"spec\"", "\"spce\":{},\"spec\"", StringComparison.Ordinal));
        Assert.False(answer.Allowed);
        Assert.Contains("spce: unknown field", answer.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("CONNECT")]
    public void Nothing_but_creation_and_change_is_judged(string operation) => Assert.True(Review(Object(InvalidSpec), operation: operation).Allowed);

    [Theory]
    [InlineData("""{"name":"reviews","namespace":"shop","finalizers":[]}""", true)]
    [InlineData("""{"name":"reviews","namespace":"shop","labels":{"team":"a"}}""", true)]
    [InlineData("""{"name":"reviews","namespace":"shop","deletionTimestamp":"2026-01-01T00:00:00Z"}""", true)]
    [InlineData("""{"name":"reviews","namespace":"shop","annotations":{"istio.io/dry-run":"true"}}""", false)]
    public void A_change_that_leaves_the_meaning_alone_is_allowed_even_of_an_invalid_object(string metadata, bool allowed) =>
        Assert.Equal(allowed, Review(Object(InvalidSpec, metadata), old: Object(InvalidSpec), operation: "UPDATE").Allowed);

    [Fact]
    public void A_status_update_is_allowed()
    {
        var withStatus = Object(InvalidSpec).Replace("\"spec\"", "\"status\":{\"observedGeneration\":1},\"spec\"", StringComparison.Ordinal);
        Assert.True(Review(withStatus, old: Object(InvalidSpec), operation: "UPDATE").Allowed);
    }

    [Fact]
    public void A_change_of_the_spec_is_judged() => Assert.False(Review(Object(InvalidSpec), old: Object(ValidSpec), operation: "UPDATE").Allowed);

    [Theory]
    [InlineData("canary", true)]
    [InlineData("default", false)]
    public void Objects_of_another_revision_are_left_to_it(string label, bool allowed) =>
        Assert.Equal(allowed, Review(Object(InvalidSpec, $$$"""{"name":"reviews","namespace":"shop","labels":{"istio.io/rev":"{{{label}}}"}}""")).Allowed);

    [Fact]
    public void An_object_whose_name_the_server_makes_up_is_judged_without_it()
    {
        Assert.True(Review(Object(ValidSpec, """{"generateName":"reviews-"}"""), name: "").Allowed);
        Assert.Contains("VirtualService shop/reviews-*", Review(Object(InvalidSpec, """{"generateName":"reviews-"}"""), name: "").Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_that_the_group_does_not_have_is_refused()
    {
        var answer = Review("""{"apiVersion":"networking.istio.io/v1","kind":"Sidekick","metadata":{"name":"a"}}""", kind: "Sidekick");
        Assert.False(answer.Allowed);
        Assert.Equal("unknown_type", answer.Reason);
    }

    [Fact]
    public void Kinds_of_other_groups_are_none_of_its_business() =>
        Assert.True(new ValidationWebhook("default").Review(Request("""{"apiVersion":"v1","kind":"Pod"}""", null, "CREATE", "", "v1", "Pod", "a")).Allowed);

    [Theory]
    [InlineData("ALLOW", "true", true)]
    [InlineData("DENY", "0", true)]
    [InlineData("ALLOW", "perhaps", false)]
    [InlineData("CUSTOM", "true", false)]
    public void A_policy_is_tried_without_effect_only_where_that_can_be(string action, string dryRun, bool allowed)
    {
        var document = $$$"""
            {"apiVersion":"security.istio.io/v1","kind":"AuthorizationPolicy","metadata":{"name":"reviews","namespace":"shop","annotations":{"istio.io/dry-run":"{{{dryRun}}}"}},
             "spec":{"action":"{{{action}}}","provider":{{{(action == "CUSTOM" ? "{\"name\":\"p\"}" : "null")}}},"rules":[{}]}}
            """;
        var answer = new ValidationWebhook("default").Review(Request(document, null, "CREATE", "security.istio.io", "v1", "AuthorizationPolicy", "reviews"));
        Assert.True(allowed == answer.Allowed, answer.Message);
    }

    [Fact]
    public void The_self_check_object_is_refused() => Assert.False(Review(
        """{"apiVersion":"networking.istio.io/v1","kind":"Gateway","metadata":{"name":"invalid-gateway","namespace":"shop","annotations":{"internal.istio.io/webhook-always-reject":"true"}},"spec":{}}""",
        kind: "Gateway").Allowed);

    [Fact]
    public async Task The_port_speaks_it_to_an_API_server()
    {
        var call = await new WebhookCall
        {
            Path = "/validate",
            Body = WebhookCall.Review($$"""
                {"uid":"u-2","kind":{"group":"networking.istio.io","version":"v1","kind":"VirtualService"},
                 "resource":{"group":"networking.istio.io","version":"v1","resource":"virtualservices"},
                 "namespace":"shop","name":"reviews","operation":"CREATE","object":{{Object(InvalidSpec)}},"oldObject":null,"dryRun":false}
                """),
        }.SendAsync(new ValidationWebhook("default"));
        Assert.False((bool)call.Response["allowed"]!);
        Assert.Contains("weight", (string)call.Response["status"]!["message"]!, StringComparison.Ordinal);
    }

    private static string Object(string spec, string metadata = Metadata, string version = "v1") =>
        $$"""{"apiVersion":"networking.istio.io/{{version}}","kind":"VirtualService","metadata":{{metadata}},"spec":{{spec}}}""";

    private static AdmissionAnswer Review(string document, string? old = null, string operation = "CREATE", string kind = "VirtualService", string version = "v1", string name = "reviews") =>
        new ValidationWebhook("default").Review(Request(document, old, operation, "networking.istio.io", version, kind, name));

    private static AdmissionRequest Request(string document, string? old, string operation, string group, string version, string kind, string name)
    {
        using var parsed = JsonDocument.Parse(document);
        using var parsedOld = old is null ? null : JsonDocument.Parse(old);
        return new("u", group, version, kind, "shop", name, operation, parsed.RootElement.Clone(), parsedOld?.RootElement.Clone() ?? default, false, "/validate");
    }
}
