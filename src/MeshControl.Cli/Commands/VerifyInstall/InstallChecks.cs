using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using MeshControl.Cli.Dumps;
using MeshControl.Cli.Targets.Clusters;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;
using MeshControl.Model.CustomResources;

namespace MeshControl.Cli.Commands.VerifyInstall;

/// <summary>What must be true of a cluster for the mesh to work, each looked at by itself.</summary>
internal sealed class InstallChecks(ClusterAccess cluster, TimeProvider clock)
{
    private const string InstallAgain = "install the chart again, or see why its objects were changed";

    public async IAsyncEnumerable<InstallCheck> RunAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var version = await cluster.AskAsync(cluster.Api.GetVersionAsync(cancellation));
        yield return new InstallCheck("API server", $"{version.GitVersion} at {cluster.Api.Connection.BaseAddress}");
        yield return await DefinitionsAsync(cancellation);
        foreach (var check in await DeploymentsAsync(cancellation))
            yield return check;
        foreach (var kind in (ApiResource[])[ClusterKinds.MutatingWebhooks, ClusterKinds.ValidatingWebhooks])
        {
            foreach (var check in await WebhooksAsync(kind, cancellation))
                yield return check;
        }

        foreach (var check in await AccessAsync(cancellation))
            yield return check;
    }

    private async Task<InstallCheck> DefinitionsAsync(CancellationToken cancellation)
    {
        var missing = new List<string>();
        foreach (var group in CustomResourceDefinitions.Kinds.GroupBy(kind => kind.Group))
        {
            var served = new HashSet<string>(StringComparer.Ordinal);
            foreach (var version in group.SelectMany(kind => kind.Versions).Distinct(StringComparer.Ordinal))
                served.UnionWith((await cluster.AskAsync(cluster.Api.GetServedAsync(group.Key, version, cancellation))).Select(resource => resource.Resource.Plural));
            missing.AddRange(group.Where(kind => !served.Contains(kind.Plural)).Select(CustomResourceDefinitions.NameOf));
        }

        var count = CustomResourceDefinitions.Kinds.Count;
        return missing.Count == 0
            ? new InstallCheck("definitions", $"all {count} kinds are served")
            : new InstallCheck("definitions", $"{missing.Count} of {count} kinds are not served: {string.Join(", ", missing)}", "kubectl apply -f crds/");
    }

    private async Task<IReadOnlyList<InstallCheck>> DeploymentsAsync(CancellationToken cancellation)
    {
        var options = new ListOptions { Namespace = cluster.MeshNamespace, LabelSelector = "app in (istiod,meshcontrol)" };
        var found = await cluster.AskAsync(cluster.Api.ListAsync(ClusterKinds.Deployments, options, cancellation));
        if (found.Items.IsEmpty)
            return [new InstallCheck("deployment", $"none labelled app=istiod in namespace {cluster.MeshNamespace}", "install the chart, or give the control plane's namespace with -i")];
        return [.. found.Items.Select(Deployment)];
    }

    private static InstallCheck Deployment(KubeObject deployment)
    {
        using var document = JsonDocument.Parse(deployment.Json);
        var wanted = Number(document.RootElement.Field("spec").Field("replicas")) ?? 1;
        var ready = Number(document.RootElement.Field("status").Field("readyReplicas")) ?? 0;
        var what = $"deployment {deployment.Metadata.Name}";
        return ready >= wanted
            ? new InstallCheck(what, $"{ready} of {wanted} ready")
            : new InstallCheck(what, $"{ready} of {wanted} ready", $"kubectl -n {deployment.Metadata.Namespace} describe deployment {deployment.Metadata.Name}");
    }

    private static int? Number(JsonElement element) => element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var number) ? number : null;

    private async Task<IReadOnlyList<InstallCheck>> WebhooksAsync(ApiResource kind, CancellationToken cancellation)
    {
        var configurations = await cluster.AskAsync(cluster.Api.ListAsync(kind, ListOptions.All, cancellation));
        var checks = configurations.Items.Select(Webhook).OfType<InstallCheck>().ToList();
        return checks.Count > 0 ? checks : [new InstallCheck(kind.Kind, $"none calls a service in namespace {cluster.MeshNamespace}", InstallAgain)];
    }

    /// <summary>Null for configurations that call somebody else.</summary>
    private InstallCheck? Webhook(KubeObject configuration)
    {
        using var document = JsonDocument.Parse(configuration.Json);
        var webhooks = document.RootElement.Field("webhooks");
        if (webhooks.ValueKind != JsonValueKind.Array)
            return null;
        var ours = webhooks.EnumerateArray().Select(webhook => webhook.Field("clientConfig")).Where(client => client.Field("service").Text("namespace") == cluster.MeshNamespace).ToList();
        if (ours.Count == 0)
            return null;
        var what = $"{configuration.Resource.Kind} {configuration.Metadata.Name}";
        foreach (var client in ours)
        {
            if (Unusable(client.Text("caBundle")) is { } reason)
                return new InstallCheck(what, $"caBundle {reason}", "the control plane writes it: see its log, and that it may patch webhook configurations");
        }

        return new InstallCheck(what, $"{ours.Count} {(ours.Count == 1 ? "webhook" : "webhooks")} with a valid caBundle");
    }

    private string? Unusable(string bundle)
    {
        if (bundle.Length == 0)
            return "is empty";
        try
        {
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(Encoding.UTF8.GetString(Convert.FromBase64String(bundle)));
            return certificates.Count == 0 ? "holds no certificate" : certificates.All(one => one.NotAfter.ToUniversalTime() < clock.GetUtcNow()) ? "has expired" : null;
        }
        catch (Exception garbage) when (garbage is FormatException or CryptographicException)
        {
            return "is not PEM";
        }
    }

    private async Task<IReadOnlyList<InstallCheck>> AccessAsync(CancellationToken cancellation)
    {
        (AccessCheck Check, string What)[] needed =
        [
            (new AccessCheck("list", ClusterKinds.Pods, cluster.MeshNamespace), "list the control plane's pods"),
            (new AccessCheck("create", ClusterKinds.Pods, cluster.MeshNamespace, Subresource: "portforward"), "forward ports to the control plane"),
            (new AccessCheck("create", ClusterKinds.Pods, cluster.DefaultNamespace, Subresource: "portforward"), $"forward ports to pods of {cluster.DefaultNamespace}"),
        ];
        var checks = new List<InstallCheck>();
        foreach (var (check, what) in needed)
        {
            var answer = await cluster.AskAsync(cluster.Api.SelfCheckAsync(check, cancellation));
            checks.Add(answer.Allowed ? new InstallCheck("access", $"you may {what}") : new InstallCheck("access", $"you may not {what}", "proxy-status and proxy-config need it: ask for the role"));
        }

        return checks;
    }
}
