using System.Text.Json;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;

namespace MeshControl.Server.Webhooks.Registration;

/// <summary>
/// Asks the API server to store, for a try only, an object that every validation webhook of ours refuses. That it is refused proves the whole way:
/// the webhook is registered, its certificate is trusted, and it is reached.
/// </summary>
internal static class ValidationSelfCheck
{
    /// <summary>An object with this annotation is always refused.</summary>
    public const string AlwaysReject = "internal.istio.io/webhook-always-reject";

    private static readonly ApiResource Gateways = new("networking.istio.io", "v1", "gateways", "Gateway", true);

    /// <summary>Null where it passed, else why it did not.</summary>
    public static async Task<string?> RunAsync(KubeApi api, WebhookRegistrationOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await api.CreateAsync(Gateways, options.Namespace, Body(options), cancellationToken, dryRun: true);
            return "the API server would have stored an object that the webhook refuses: it does not ask the webhook yet";
        }
        catch (KubeApiException refused) when (Passes(refused))
        {
            return null;
        }
        catch (KubeApiException error)
        {
            return error.Message;
        }
    }

    // A server that has no such kind, or no dry runs, can never tell more.
    private static bool Passes(KubeApiException error) =>
        error.Message.Contains("denied the request", StringComparison.Ordinal)
        || error.IsNotFound
        || (error.Status == 400 && error.Message.Contains("dry", StringComparison.OrdinalIgnoreCase));

    private static byte[] Body(WebhookRegistrationOptions options) => JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
    {
        ["apiVersion"] = Gateways.ApiVersion,
        ["kind"] = Gateways.Kind,
        ["metadata"] = new Dictionary<string, object>
        {
            ["name"] = "invalid-gateway",
            ["namespace"] = options.Namespace,
            ["labels"] = new Dictionary<string, string> { ["istio.io/rev"] = options.Revision },
            ["annotations"] = new Dictionary<string, string> { [AlwaysReject] = "true" },
        },
        ["spec"] = new Dictionary<string, object>(),
    });
}
