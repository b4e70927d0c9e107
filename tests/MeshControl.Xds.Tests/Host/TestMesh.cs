using System.Collections.Immutable;
using Envoy.Config.Cluster.V3;
using Envoy.Config.Core.V3;
using Envoy.Config.Endpoint.V3;
using Envoy.Config.Listener.V3;
using Envoy.Config.Route.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Output;
using MeshControl.Incremental;

namespace MeshControl.Xds.Tests.Host;

/// <summary>A configuration in the making: resources by name, each with a mark that a test changes to change the resource.</summary>
internal sealed class TestMesh
{
    private readonly SortedDictionary<string, EncodedResource> _clusters = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, EncodedResource> _endpoints = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, EncodedResource> _listeners = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, EncodedResource> _extensions = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<string, string>> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, int), RouteTable> _encoded = [];
    private ResourceSet _clusterSet = ResourceSet.Empty;
    private ResourceSet _endpointSet = ResourceSet.Empty;
    private ResourceSet _listenerSet = ResourceSet.Empty;
    private ResourceSet _extensionSet = ResourceSet.Empty;
    private RouteTableSet _routes = RouteTableSet.Empty;
    private long _revision;

    /// <summary>A mesh of clusters c1… of type EDS with endpoints of the same name, listener l1 and table r1 with one host a cluster.</summary>
    public static TestMesh Of(int services)
    {
        var mesh = new TestMesh();
        for (var i = 1; i <= services; i++)
        {
            mesh.Cluster($"c{i}").Endpoints($"c{i}").Host("r1", $"c{i}:80");
        }

        return mesh.Listener("l1");
    }

    public TestMesh Cluster(string name, string mark = "", string? endpoints = "")
    {
        var endpointName = endpoints?.Length == 0 ? name : endpoints;
        var cluster = new Cluster { Name = name, AltStatName = mark };
        if (endpointName is not null)
        {
            cluster.Type = Envoy.Config.Cluster.V3.Cluster.Types.DiscoveryType.Eds;
            cluster.EdsClusterConfig = new Cluster.Types.EdsClusterConfig
            {
                EdsConfig = new ConfigSource { Ads = new AggregatedConfigSource() }, ServiceName = endpointName == name ? "" : endpointName,
            };
        }

        _clusters[name] = ResourceEncoder.Encode(ResourceType.Cluster, name, cluster, endpointName);
        return this;
    }

    public TestMesh Endpoints(string name, int port = 80)
    {
        var address = new Address { SocketAddress = new SocketAddress { Address = "127.0.0.1", PortValue = (uint)port } };
        var endpoint = new LbEndpoint { Endpoint = new Envoy.Config.Endpoint.V3.Endpoint { Address = address } };
        var assignment = new ClusterLoadAssignment { ClusterName = name, Endpoints = { new LocalityLbEndpoints { LbEndpoints = { endpoint } } } };
        _endpoints[name] = ResourceEncoder.Encode(ResourceType.Endpoint, name, assignment);
        return this;
    }

    public TestMesh Listener(string name, string mark = "") =>
        Listener(new Listener { Name = name, StatPrefix = mark });

    public TestMesh Listener(Listener listener)
    {
        _listeners[listener.Name] = ResourceEncoder.Encode(ResourceType.Listener, listener.Name, listener);
        return this;
    }

    public TestMesh Cluster(Cluster cluster)
    {
        _clusters[cluster.Name] = ResourceEncoder.Encode(ResourceType.Cluster, cluster.Name, cluster);
        return this;
    }

    public TestMesh Extension(string name, string mark = "")
    {
        var config = new TypedExtensionConfig { Name = name, TypedConfig = Any.Pack(new StringValue { Value = mark }) };
        _extensions[name] = ResourceEncoder.Encode(ResourceType.Extension, name, config);
        return this;
    }

    /// <summary>A host whose requests go to the cluster.</summary>
    public TestMesh Host(string table, string host, string cluster = "c1")
    {
        if (!_tables.TryGetValue(table, out var hosts))
        {
            _tables[table] = hosts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        }

        hosts[host] = cluster;
        return this;
    }

    public TestMesh Table(string table)
    {
        _tables.TryAdd(table, new SortedDictionary<string, string>(StringComparer.Ordinal));
        return this;
    }

    public TestMesh RemoveCluster(string name)
    {
        _clusters.Remove(name);
        _endpoints.Remove(name);
        return this;
    }

    public TestMesh RemoveEndpoints(string name)
    {
        _endpoints.Remove(name);
        return this;
    }

    public TestMesh RemoveListener(string name)
    {
        _listeners.Remove(name);
        return this;
    }

    public TestMesh RemoveExtension(string name)
    {
        _extensions.Remove(name);
        return this;
    }

    public TestMesh RemoveHost(string table, string host)
    {
        _tables.GetValueOrDefault(table)?.Remove(host);
        return this;
    }

    public TestMesh RemoveTable(string table)
    {
        _tables.Remove(table);
        return this;
    }

    /// <summary>What the mesh looks like now. Sets whose content did not change are the same objects as before.</summary>
    public ProxyConfig Build()
    {
        _clusterSet = Keep(_clusterSet, _clusters.Values);
        _endpointSet = Keep(_endpointSet, _endpoints.Values);
        _listenerSet = Keep(_listenerSet, _listeners.Values);
        _extensionSet = Keep(_extensionSet, _extensions.Values);
        var routes = new RouteTableSet([.. _tables.Select(table => Table(table.Key, table.Value))]);
        _routes = routes.Equals(_routes) ? _routes : routes;
        return new ProxyConfig(
            new Revision(++_revision), new ResourceView(_clusterSet), new ResourceView(_endpointSet), new ResourceView(_listenerSet),
            new ResourceView(_extensionSet), [_routes]);
    }

    private static ResourceSet Keep(ResourceSet before, IEnumerable<EncodedResource> now)
    {
        var set = ResourceSet.Create(now);
        return set.Equals(before) ? before : set;
    }

    private RouteTable Table(string name, SortedDictionary<string, string> hosts)
    {
        var key = (name, string.Join(';', hosts.Select(host => $"{host.Key}={host.Value}")).GetHashCode(StringComparison.Ordinal));
        if (!_encoded.TryGetValue(key, out var table))
        {
            var encoded = hosts.Select(host => VirtualHostEncoder.Encode(VirtualHost(host.Key, host.Value))).ToImmutableArray();
            _encoded[key] = table = new RouteTable(new RouteConfiguration { Name = name }, encoded);
        }

        return table;
    }

    private static VirtualHost VirtualHost(string host, string cluster) => new()
    {
        Name = host,
        Domains = { host == "*" ? "*" : host.Split(':')[0], },
        Routes = { new Route { Match = new RouteMatch { Prefix = "/" }, Route_ = new RouteAction { Cluster = cluster } } },
    };
}
