using MeshControl.Server.Tests.Kubernetes;
using MeshControl.Testing.Kubernetes;

namespace MeshControl.Server.Tests.Webhooks.Registration;

/// <summary>What becomes of webhook configurations while a control plane runs.</summary>
public sealed class WebhookRegistrarTests
{
    [Fact]
    public async Task Own_entries_get_the_roots_and_nothing_else_is_touched()
    {
        await using var webhooks = await RegisteredWebhooks.StartAsync();
        webhooks.PutInjection();
        webhooks.PutInjection("istio-sidecar-injector-canary", "canary");
        await webhooks.TrustedAsync();

        Assert.Null(webhooks.Injection("caBundle", entry: 1));
        Assert.Null(webhooks.Injection("caBundle", "istio-sidecar-injector-canary"));
        Assert.Equal("Fail", (string?)webhooks.Injection("failurePolicy"));
    }

    [Fact]
    public async Task Nothing_is_written_before_the_webhooks_can_answer()
    {
        await using var webhooks = await RegisteredWebhooks.StartAsync(ready: false);
        webhooks.PutInjection();
        Assert.Empty(webhooks.Server.Requests);
        webhooks.BecomeReady();
        await webhooks.TrustedAsync();
    }

    [Fact]
    public async Task New_roots_are_written_at_once_and_only_once()
    {
        await using var webhooks = await RegisteredWebhooks.StartAsync();
        webhooks.PutInjection();
        await webhooks.TrustedAsync();
        webhooks.Issuer.Rotate();
        await webhooks.TrustedAsync();
        Assert.Equal(2, webhooks.Patches.Count());
    }

    [Fact]
    public async Task A_bundle_that_somebody_takes_away_comes_back()
    {
        await using var webhooks = await RegisteredWebhooks.StartAsync();
        webhooks.PutInjection();
        await webhooks.TrustedAsync();
        webhooks.PutInjection();
        await webhooks.TrustedAsync();
    }

    [Fact]
    public async Task Validation_is_binding_only_after_the_API_server_was_seen_to_ask()
    {
        await using var webhooks = await RegisteredWebhooks.StartAsync();
        webhooks.IsAsked = false;
        webhooks.PutValidation();
        await Eventually.TrueAsync(() => webhooks.Server.Requests.Count(request => request is { Resource: "gateways", Verb: "create" }) > 2, "self-checks");
        Assert.Equal("Ignore", (string?)webhooks.Validation("failurePolicy"));
        Assert.All(webhooks.Server.Requests.Where(request => request.Resource == "gateways"), check => Assert.Contains("dryRun=All", check.Query, StringComparison.Ordinal));

        webhooks.IsAsked = true;
        await Eventually.TrueAsync(() => (string?)webhooks.Validation("failurePolicy") == "Fail", "a binding validation");
    }

    [Fact]
    public async Task What_the_owner_keeps_is_left_alone()
    {
        await using var webhooks = await RegisteredWebhooks.StartAsync();
        webhooks.PutInjection("istio-sidecar-injector-theirs", annotations: """{"meshcontrol.io/ca-bundle":"keep"}""");
        webhooks.PutValidation(annotations: """{"meshcontrol.io/failure-policy":"keep"}""");
        webhooks.PutInjection();
        await webhooks.TrustedAsync();
        await Eventually.TrueAsync(() => webhooks.Server.Requests.Any(request => request is { Resource: "gateways", Verb: "create" }), "a self-check");
        // One more write of ours, which comes after the check.
        webhooks.Issuer.Rotate();
        await webhooks.TrustedAsync();

        Assert.Null(webhooks.Injection("caBundle", "istio-sidecar-injector-theirs"));
        Assert.Equal("Ignore", (string?)webhooks.Validation("failurePolicy"));
    }

    [Fact]
    public async Task A_patch_that_fails_is_tried_again()
    {
        await using var webhooks = await RegisteredWebhooks.StartAsync();
        var failures = 7;
        webhooks.Fault = request => request.Verb == "patch" && Interlocked.Decrement(ref failures) >= 0 ? new FakeAnswer(500, "InternalError", "etcd is slow") : null;
        webhooks.PutInjection();
        await webhooks.TrustedAsync();
    }

    [Fact]
    public async Task What_is_right_already_is_not_written_again()
    {
        await using var webhooks = await RegisteredWebhooks.StartAsync();
        webhooks.PutInjection();
        await webhooks.TrustedAsync();
        var before = webhooks.Patches.Count();
        webhooks.Server.Faults.DisconnectWatches();
        webhooks.PutValidation();
        await Eventually.TrueAsync(() => webhooks.Validation("caBundle") is not null, "the next change");
        Assert.Equal(before, webhooks.Patches.Count(request => request.Resource == "mutatingwebhookconfigurations"));
    }
}
