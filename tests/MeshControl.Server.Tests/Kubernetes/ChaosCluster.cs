using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using MeshControl.Kubernetes;
using MeshControl.Model.Resources;
using MeshControl.Server.Sources.Kubernetes;
using MeshControl.Testing.Kubernetes;
using static MeshControl.Server.Tests.Kubernetes.ClusterObjects;

namespace MeshControl.Server.Tests.Kubernetes;

/// <summary>Random changes of a cluster, and random failures of its API server; one seed gives one sequence.</summary>
internal sealed class ChaosCluster
{
    private static readonly ImmutableArray<string> Namespaces = ["shop", "bank", "game"];
    private static readonly ImmutableArray<string> Names = ["a", "b", "c", "d", "e", "f", "g"];

    // Istio's kinds come from CRDs, which may go and come back.
    private static readonly ImmutableArray<ApiResource> Custom = [MeshKinds.VirtualServices, MeshKinds.DestinationRules, MeshKinds.Gateways];

    private static readonly ImmutableArray<ApiResource> All =
        [FakeKinds.Namespaces, FakeKinds.Nodes, FakeKinds.Services, FakeKinds.EndpointSlices, FakeKinds.Pods, FakeKinds.Secrets, .. Custom];

    private readonly FakeApiServer _server;
    private readonly Random _random;
    private readonly bool _breaks;

    private ChaosCluster(FakeApiServer server, int seed, bool breaks)
    {
        _server = server;
        _random = new Random(seed);
        _breaks = breaks;
    }

    /// <summary>A cluster with a few namespaces; breaks tells whether objects may be wrong.</summary>
    public static ChaosCluster Prepare(FakeApiServer server, int seed, bool breaks = true)
    {
        server.Serve(Custom.AsSpan());
        foreach (var ns in Namespaces)
        {
            server.Put(Namespace(ns, "\"mesh\":\"yes\""));
        }

        return new ChaosCluster(server, seed, breaks);
    }

    /// <summary>So many events; then the server behaves, and what is broken by then must mend by itself.</summary>
    public async Task RunAsync(int events, int atOnce)
    {
        for (var i = 0; i < events; i++)
        {
            if (_random.Next(25) == 0)
            {
                Fail();
            }
            else
            {
                Change();
            }

            if (i % atOnce == 0)
            {
                await Task.Yield();
            }
        }

        _server.Faults.Answer = null;
        _server.Faults.RepeatEvents = false;
        // A frozen connection is noticed by its keep-alive pings; the test does not wait for them.
        _server.Faults.DisconnectWatches();
    }

    /// <summary>What a server that starts now would read; objects with errors are named, for what is in use of them depends on the past.</summary>
    public (IReadOnlyDictionary<ResourceKey, Resource> Valid, IReadOnlySet<ResourceKey> Rejected) Rebuild()
    {
        var options = FollowedCluster.Options;
        var valid = new Dictionary<ResourceKey, Resource>();
        var rejected = new HashSet<ResourceKey>();
        foreach (var resource in All)
        {
            var kind = KindCatalog.Find(resource.Group, resource.Kind)!;
            var reader = new ObjectReader(options.ClusterId, kind);
            foreach (var json in _server.All(resource))
            {
                var key = new ResourceKey(kind.Id, resource.Namespaced ? json["metadata"]!["namespace"]!.GetValue<string>() : "", json["metadata"]!["name"]!.GetValue<string>());
                if (reader.Read(resource.Version, JsonSerializer.SerializeToUtf8Bytes(json)).Resource is { } read)
                {
                    valid.Add(key, read);
                }
                else
                {
                    rejected.Add(key);
                }
            }
        }

        var selection = NamespaceSelection.Of(Selectors(), valid.Values.Where(found => found.Kind == KindCatalog.Namespace), options.SystemNamespace);
        var wanted = valid.Values.Where(found => selection.Selects(found.Key)).SelectMany(Model.Resources.References.ObjectReferences.Of).ToHashSet();
        return (
            valid.Where(pair => selection.Selects(pair.Key) && (pair.Key.Kind != KindCatalog.Secret.Id || wanted.Any(reference => reference.Name == pair.Key.Name))).ToDictionary(),
            rejected.Where(selection.Selects).ToHashSet());
    }

    private IReadOnlyList<Model.Resources.Mesh.LabelSelector> Selectors() => _server.Get(FakeKinds.ConfigMaps, "istio-system", "istio") is { } map
        ? MeshConfigReader.ReadMeshConfig("mesh", map["data"]!["mesh"]!.GetValue<string>()).Value!.DiscoverySelectors
        : [];

    private void Change()
    {
        var (ns, name) = (Pick(Namespaces), Pick(Names));
        var number = _random.Next(1, 6);
        switch (_random.Next(24))
        {
            case 0:
                _server.Put(Namespace(ns, _random.Next(3) == 0 ? "" : "\"mesh\":\"yes\""));
                break;
            case 1:
                _server.Put(Node($"n{number}", $"zone-{_random.Next(3)}"));
                break;
            case 2:
                _server.Put(MeshConfig(_random.Next(2) == 0 ? "" : "discoverySelectors: [{matchLabels: {mesh: 'yes'}}]"));
                break;
            case < 6:
                _server.Put(Service(ns, name, 8000 + number));
                break;
            case < 9:
                _server.Put(Slice(ns, name, $"10.0.0.{number}"));
                break;
            case < 12:
                _server.Put(Pod(ns, $"{name}-1", $"10.0.0.{number}", $"v{number}"));
                break;
            case < 14:
                _server.Put(VirtualService(ns, name, name, $"{number}s"));
                break;
            case 14 when _breaks:
                _server.Put(BrokenVirtualService(ns, name));
                break;
            case 15:
                _server.Put(DestinationRule(ns, name, name, number));
                break;
            case 16:
                _server.Put(Gateway(ns, name, $"cert-{number}"));
                break;
            case 17:
                _server.Put(Secret(ns, $"cert-{number}", Convert.ToBase64String([(byte)_random.Next(8)])));
                break;
            default:
                Delete();
                break;
        }
    }

    private void Delete()
    {
        var kind = Pick(All[2..]);
        var there = _server.All(kind).Select(json => (Namespace: json["metadata"]!["namespace"]!.GetValue<string>(), Name: json["metadata"]!["name"]!.GetValue<string>()))
            .Where(found => Namespaces.Contains(found.Namespace)).ToList();
        if (there.Count > 0)
        {
            var (ns, name) = there[_random.Next(there.Count)];
            _server.Delete(kind, ns, name);
        }
    }

    private void Fail()
    {
        var faults = _server.Faults;
        ApiResource? kind = _random.Next(3) == 0 ? null : Pick(All);
        switch (_random.Next(12))
        {
            case 0:
                faults.DisconnectWatches(kind);
                break;
            case 1:
                faults.EndWatches(kind);
                break;
            case 2:
                faults.ExpireWatches(kind);
                break;
            case 3:
                faults.Compact();
                break;
            case 4:
                faults.ForgetPages();
                break;
            case 5:
                faults.FailWatches(kind);
                break;
            case 6:
                faults.SendGarbage(kind);
                break;
            case 7:
                faults.FreezeWatches(kind);
                break;
            case 8:
                faults.SendBookmarks(kind);
                break;
            case 9:
                faults.RepeatEvents = !faults.RepeatEvents;
                break;
            case 10:
                var status = Pick([HttpStatusCode.ServiceUnavailable, HttpStatusCode.TooManyRequests, HttpStatusCode.Unauthorized, HttpStatusCode.InternalServerError, HttpStatusCode.Gone]);
                var plural = kind?.Plural;
                faults.Answer = faults.Answer is null ? request => plural is null || request.Resource == plural ? FakeAnswer.Of(status) : null : null;
                break;
            default:
                var custom = Pick(Custom);
                _server.Unserve(custom);
                _server.Serve(custom);
                break;
        }
    }

    private T Pick<T>(ImmutableArray<T> from) => from[_random.Next(from.Length)];
}
