using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MeshControl.Generation.Injection;
using MeshControl.Generation.Injection.Patching;
using MeshControl.Server.Engine;
using MeshControl.Server.Hosting;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Webhooks.Injection;

/// <summary>Gives pods their proxy when they are made. A pod that asks for what cannot be is refused: without its proxy it would run outside the mesh.</summary>
internal sealed class InjectionWebhook(MeshEngine engine, ServeOptions options, InjectionConfiguration configuration, ILogger<InjectionWebhook> log) : IAdmissionWebhook
{
    public string Path => "/inject";

    public AdmissionAnswer Review(AdmissionRequest request)
    {
        if (request is not { Group: "", Kind: "Pod", Operation: "CREATE", Object.ValueKind: JsonValueKind.Object })
        {
            return AdmissionAnswer.Allow;
        }

        var pod = JsonNode.Parse(request.Object.GetRawText())!.AsObject();
        var ns = request.Namespace.Length > 0 ? request.Namespace : pod["metadata"]?["namespace"]?.ToString() ?? "default";
        var result = SidecarInjector.Inject(Request(request, pod, ns));
        var name = request.Name.Length > 0 ? request.Name : pod["metadata"]?["name"]?.ToString() ?? pod["metadata"]?["generateName"]?.ToString() + "*";
        if (result.Errors.Count > 0)
        {
            Log.Refused(log, ns, name, string.Join("; ", result.Errors));
            return AdmissionAnswer.Deny($"pod {ns}/{name} cannot join the mesh: {string.Join("\n\t* ", result.Errors)}") with { Warnings = result.Warnings };
        }

        if (result.Pod is null)
        {
            Log.Skipped(log, ns, name, result.Reason);
            return AdmissionAnswer.Allow with { Warnings = result.Warnings };
        }

        Log.Injected(log, ns, name, request.Path, result.Reason);
        return new AdmissionAnswer(true, null, result.Warnings, Encoding.UTF8.GetBytes(JsonPatch.Between(pod, result.Pod).ToJsonString()));
    }

    private InjectionRequest Request(AdmissionRequest request, JsonObject pod, string ns)
    {
        var state = engine.State;
        var settings = configuration.Current;
        using var read = state.Graph.OpenReader();
        var place = state.Facts.Resources.Namespaces.Find(read, "", ns)?.Meta;
        var labels = (pod["metadata"]?["labels"] as JsonObject ?? []).ToDictionary(label => label.Key, label => label.Value?.ToString() ?? "", StringComparer.Ordinal);
        return new InjectionRequest
        {
            Pod = pod,
            Namespace = ns,
            Settings = settings,
            Mesh = state.Settings.Mesh,
            NamespaceLabels = place?.Labels ?? new Dictionary<string, string>(),
            NamespaceAnnotations = place?.Annotations ?? new Dictionary<string, string>(),
            ProxyConfigs = ProxyConfigSelection.Of(state.Facts, read, state.Settings.RootNamespace, ns, labels),
            Parameters = InjectionParameters.Parse(request.Path),
            HasNativeSidecars = NativeSidecars.AreThere(state.Facts, read, pod["spec"]?["nodeName"]?.ToString() ?? ""),
            DomainSuffix = options.DomainSuffix,
            ControlPlaneNamespace = options.SystemNamespace,
        };
    }
}
