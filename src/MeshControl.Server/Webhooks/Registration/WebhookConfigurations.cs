using MeshControl.Kubernetes;

namespace MeshControl.Server.Webhooks.Registration;

/// <summary>The objects that tell an API server which webhooks to ask, and what of them is ours to write.</summary>
internal static class WebhookConfigurations
{
    private const string Group = "admissionregistration.k8s.io";

    /// <summary>On a configuration whose caBundle its owner has written: it is left alone.</summary>
    public const string KeepBundle = "meshcontrol.io/ca-bundle";

    /// <summary>On a configuration whose failurePolicy its owner has chosen: it is left alone.</summary>
    public const string KeepFailurePolicy = "meshcontrol.io/failure-policy";

    public const string Keep = "keep";

    public static readonly ApiResource Mutating = new(Group, "v1", "mutatingwebhookconfigurations", "MutatingWebhookConfiguration", false);
    public static readonly ApiResource Validating = new(Group, "v1", "validatingwebhookconfigurations", "ValidatingWebhookConfiguration", false);

    /// <summary>Whether an entry is served here, by its name.</summary>
    public static bool IsOurs(ApiResource resource, string entry) =>
        entry.EndsWith(resource == Mutating ? "sidecar-injector.istio.io" : "validation.istio.io", StringComparison.Ordinal);
}
