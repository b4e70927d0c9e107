using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using MeshControl.Kubernetes;
using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Watching;
using MeshControl.Security.Authority;
using MeshControl.Server.Leading;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Secrets.Cluster;

/// <summary>
/// Keeps the mesh's roots in the ConfigMap istio-ca-root-cert of every namespace, where pods find them to trust the control plane: made where it is missing,
/// mended where somebody edited it.
/// </summary>
internal sealed class RootPublisher(KubeApi api, ICertificateIssuer issuer, ReflectorOptions following, TimeProvider clock, ILogger<RootPublisher> log, MeshInstallation? installation = null)
    : ILeaderWork
{
    public const string ConfigMapName = "istio-ca-root-cert";
    private const string Key = "root-cert.pem";
    private const string Label = "istio.io/config";
    private const string Manager = "meshcontrol";
    private static readonly ApiResource Namespaces = new("", "v1", "namespaces", "Namespace", Namespaced: false);
    private static readonly ApiResource ConfigMaps = new("", "v1", "configmaps", "ConfigMap", Namespaced: true);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    // Nobody runs pods in these, and in some of them nobody may write.
    private static readonly string[] LeftOut = ["kube-public", "kube-node-lease", "local-path-storage"];

    private JsonObject? _owner;

    public string Name => "Publishing the roots";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _owner = installation is null ? null : await installation.OwnerAsync(cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = Channel.CreateBounded<(bool IsNamespace, ReflectorEvent? Event)>(256);
        void Wake() => events.Writer.TryWrite((false, null));
        issuer.RootsChanged += Wake;
        var followers = Task.WhenAll(
            FollowAsync(Namespaces, following with { Trim = FieldTrim.Keep("status.phase") }, events.Writer, isNamespace: true, stop.Token),
            FollowAsync(ConfigMaps, following with { FieldSelector = $"metadata.name={ConfigMapName}" }, events.Writer, isNamespace: false, stop.Token));
        try
        {
            await PublishAsync(events.Reader, Wake, stop.Token);
        }
        finally
        {
            issuer.RootsChanged -= Wake;
            await stop.CancelAsync();
            await followers.ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private async Task PublishAsync(ChannelReader<(bool IsNamespace, ReflectorEvent? Event)> events, Action wake, CancellationToken cancellationToken)
    {
        var (namespaces, published) = (new Followed(), new Followed());
        while (await events.WaitToReadAsync(cancellationToken))
        {
            while (events.TryRead(out var read))
            {
                if (read.Event is { } seen)
                {
                    (read.IsNamespace ? namespaces : published).Apply(seen);
                }
            }

            if (namespaces.IsRead && published.IsRead && !await MendAsync(namespaces, published, cancellationToken))
            {
                using var timer = clock.CreateTimer(_ => wake(), null, Retry, Timeout.InfiniteTimeSpan);
                await events.WaitToReadAsync(cancellationToken);
            }
        }
    }

    // False where something is left to be tried again.
    private async Task<bool> MendAsync(Followed namespaces, Followed published, CancellationToken cancellationToken)
    {
        var pem = Encoding.UTF8.GetString(issuer.Roots.Pem.Span);
        var done = true;
        foreach (var ns in namespaces.Objects.Where(ns => ns.Metadata.Deleted is null && !LeftOut.Contains(ns.Metadata.Name, StringComparer.Ordinal)).Select(ns => ns.Metadata.Name).ToList())
        {
            if (published.Find($"{ns}/{ConfigMapName}") is { } there && Holds(there, pem))
            {
                continue;
            }

            try
            {
                published.Apply(new ReflectorEvent.Upserted(await api.ApplyAsync(ConfigMaps, ns, ConfigMapName, Manifest(ns, pem), new ApplyOptions(Manager, Force: true), cancellationToken)));
            }
            catch (KubeApiException error)
            {
                LeaderLog.RootNotWritten(log, ns, error.Message);
                done = false;
            }
        }

        return done;
    }

    private static bool Holds(KubeObject found, string pem)
    {
        using var document = JsonDocument.Parse(found.Json);
        return found.Metadata.Labels.ContainsKey(Label)
            && document.RootElement.TryGetProperty("data", out var data) && data.TryGetProperty(Key, out var value) && value.GetString() == pem;
    }

    private byte[] Manifest(string ns, string pem)
    {
        var metadata = new JsonObject { ["name"] = ConfigMapName, ["namespace"] = ns, ["labels"] = new JsonObject { [Label] = "true" } };
        if (_owner is not null)
        {
            metadata["ownerReferences"] = new JsonArray(_owner.DeepClone());
        }

        return JsonSerializer.SerializeToUtf8Bytes(
            new JsonObject { ["apiVersion"] = "v1", ["kind"] = "ConfigMap", ["metadata"] = metadata, ["data"] = new JsonObject { [Key] = pem } });
    }

    private async Task FollowAsync(
        ApiResource resource, ReflectorOptions options, ChannelWriter<(bool IsNamespace, ReflectorEvent? Event)> events, bool isNamespace, CancellationToken cancellationToken)
    {
        await foreach (var seen in new Reflector(api, resource, options).RunAsync(cancellationToken))
        {
            await events.WriteAsync((isNamespace, seen), cancellationToken);
        }
    }

    private sealed class Followed
    {
        private readonly Dictionary<string, KubeObject> _objects = new(StringComparer.Ordinal);

        public bool IsRead { get; private set; }

        public IEnumerable<KubeObject> Objects => _objects.Values;

        public KubeObject? Find(string key) => _objects.GetValueOrDefault(key);

        public void Apply(ReflectorEvent seen)
        {
            switch (seen)
            {
                case ReflectorEvent.Replaced { Objects: var all }:
                    _objects.Clear();
                    foreach (var found in all)
                    {
                        _objects[found.Metadata.ToString()] = found;
                    }

                    IsRead = true;
                    break;
                case ReflectorEvent.Upserted { Object: var found }:
                    _objects[found.Metadata.ToString()] = found;
                    break;
                case ReflectorEvent.Deleted { Object: var found }:
                    _objects.Remove(found.Metadata.ToString());
                    break;
            }
        }
    }
}
