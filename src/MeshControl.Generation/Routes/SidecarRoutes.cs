using System.Collections.Immutable;
using System.Globalization;
using Envoy.Config.Route.V3;
using MeshControl.Generation.Output;
using MeshControl.Generation.Patches;
using MeshControl.Generation.Routes.Sidecars;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Facts;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Services;

namespace MeshControl.Generation.Routes;

/// <summary>The route tables of sidecars (traffic specification 4.1). A table is its head and the virtual hosts of its port, each a value of its own.</summary>
public sealed class SidecarRoutes
{
    private readonly MeshFacts _facts;
    private readonly RouteCells _cells;
    private readonly Derived<SidecarPortKey, RouteAssignment> _assignments;
    private readonly Derived<SidecarPortKey, EquatableMap<string, RouteAction.Types.HashPolicy>> _hashes;
    private readonly Derived<SidecarPortKey, SidecarLayout> _layouts;
    private readonly Derived<EgressKey, EncodedVirtualHost> _catchAlls;

    /// <summary>Declares the values.</summary>
    /// <param name="facts">The mesh.</param>
    /// <param name="cells">Rules and virtual hosts, shared with gateways.</param>
    /// <param name="names">The route names that the outbound listeners of a sidecar use.</param>
    public SidecarRoutes(MeshFacts facts, RouteCells cells, Func<EgressKey, IReader, IEnumerable<string>> names)
    {
        _facts = facts;
        _cells = cells;
        _assignments = new(facts.Graph, "sidecar-routes/assignment", Assign);
        _hashes = new(facts.Graph, "sidecar-routes/hashes", Hash);
        _layouts = new(facts.Graph, "sidecar-routes/layout", Arrange);
        _catchAlls = new(facts.Graph, "sidecar-routes/catch-all", (key, read) =>
            CatchAllHost.Build(read.Get(facts.Scopes.Egress, key), read.Get(cells.Defaults, key.Facets)));
        Table = new(facts.Graph, "sidecar-routes/table", BuildTable);
        Tables = new(facts.Graph, "sidecar-routes", (key, read) => new RouteTableSet(
            [.. names(key, read).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(name => read.Get(Table, new SidecarTableKey(key, name)))]));
    }

    /// <summary>Every table that a sidecar's listeners name.</summary>
    public Derived<EgressKey, RouteTableSet> Tables { get; }

    /// <summary>One table by name; a name that nothing stands behind gives an empty one.</summary>
    public Derived<SidecarTableKey, RouteTable> Table { get; }

    private RouteTable BuildTable(SidecarTableKey key, IReader read)
    {
        if (SidecarTableName.Parse(key.Name) is not { } name || FindPort(key.Egress, name, read) is not { } port)
        {
            return new RouteTable(RouteTableHead.OfUnknown(key.Name), []);
        }

        var layout = read.Get(_layouts, port);
        if (name.Host is { } only)
        {
            var host = layout.Find(only) ?? layout.Find(key.Name);
            return Patch(key, host is null ? [] : [read.Get(_cells.VirtualHosts, host with { Domains = ["*"] })], read);
        }

        var hosts = ImmutableArray.CreateBuilder<EncodedVirtualHost>(layout.Hosts.Count + 1);
        foreach (var host in layout.Hosts)
        {
            // One host that cannot be built must not take the others with it.
            if (read.TryGet(_cells.VirtualHosts, host, out var encoded))
            {
                hosts.Add(encoded);
            }
        }

        hosts.Add(read.Get(_catchAlls, key.Egress));
        return Patch(key, hosts.DrainToImmutable(), read);
    }

    private RouteTable Patch(SidecarTableKey key, ImmutableArray<EncodedVirtualHost> hosts, IReader read) => EncodedTablePatches.Apply(
        RouteTableHead.Of(key.Name),
        hosts,
        read.Get(_facts.Patches.Routes, EnvoyPatchKey.Of(key.Egress)),
        EnvoyFilterPatchContext.SidecarOutbound,
        int.TryParse(key.Name, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? [port] : []);

    // The egress listener that declares the port (or socket), else the one that declares none.
    private SidecarPortKey? FindPort(EgressKey egress, SidecarTableName name, IReader read)
    {
        foreach (var listener in read.Get(_facts.Scopes.Egress, egress).Listeners)
        {
            if (listener.Port is null)
            {
                return new(egress, listener.Index, name.Port);
            }

            if (listener.Port.Number == name.Port && (name.Port != 0 || listener.Bind == name.Bind))
            {
                var isProxy = ProtocolExtensions.Parse(listener.Port.Protocol) == Protocol.HttpProxy;
                return new(egress, listener.Index, isProxy ? 0 : name.Port);
            }
        }

        return null;
    }

    private RouteAssignment Assign(SidecarPortKey key, IReader read)
    {
        var listeners = read.Get(_facts.Scopes.Egress, key.Egress).Listeners;
        return key.Listener < listeners.Count
            ? RouteAssigner.Assign(listeners[key.Listener], read.Get(_cells.ServicesOfPort, key), ScopeOf(key, read))
            : RouteAssignment.Empty;
    }

    // By host and port, apart from the layout: most edits of destination rules change no hash and so leave the layout as it is.
    private EquatableMap<string, RouteAction.Types.HashPolicy> Hash(SidecarPortKey key, IReader read)
    {
        var services = read.Get(_cells.ServicesOfPort, key);
        var hashes = new List<KeyValuePair<string, RouteAction.Types.HashPolicy>>();
        foreach (var (host, port) in read.Get(_assignments, key).Plain)
        {
            var policy = _cells.HashingPolicy(services.Find(host)!, key.Egress.Namespace, key.Egress.SelectorLabels, read);
            if (HashPolicies.ForService(policy, port) is { } hash)
            {
                hashes.Add(new(RouteNames.HostAndPort(host, port), hash));
            }
        }

        return hashes.ToEquatableMap();
    }

    private SidecarLayout Arrange(SidecarPortKey key, IReader read)
    {
        var services = read.Get(_cells.ServicesOfPort, key);
        var assignment = read.Get(_assignments, key);
        var hashes = read.Get(_hashes, key);
        var scope = ScopeOf(key, read);
        var layout = new SidecarLayoutBuilder(
            assignment.Ruled.SelectMany(static group => group.Services, static (group, host) => (host, group.Port))
                .Concat(assignment.Plain.Select(static port => (port.Host, port.Port))),
            appendsPorts: key.Port == 0);
        foreach (var group in assignment.Ruled)
        {
            var template = new VirtualHostKey
            {
                Name = "", Domains = [], CountsAttempts = scope.Defaults.CountsAttempts, Rules = [new RuleRoutesKey(group.Rule, scope, key)],
            };
            foreach (var host in group.Hosts)
            {
                layout.AddHost(host, group.Port, template);
            }

            foreach (var host in group.Services)
            {
                AddService(layout, services.Find(host)!, group.Port, key, template);
            }
        }

        foreach (var (host, port) in assignment.Plain)
        {
            var hash = hashes.IsEmpty ? null : hashes.GetValueOrDefault(RouteNames.HostAndPort(host, port));
            var template = new VirtualHostKey
            {
                Name = "",
                Domains = [],
                CountsAttempts = scope.Defaults.CountsAttempts,
                Default = new DefaultRoute(RouteNames.Cluster(port, "", host), $"{host}:{port}/*", scope.Defaults.Retry, hash),
            };
            AddService(layout, services.Find(host)!, port, key, template);
        }

        return layout.Build();
    }

    private static void AddService(SidecarLayoutBuilder layout, Service service, int port, SidecarPortKey key, VirtualHostKey template) =>
        layout.AddService(service, port, ServiceAddresses.For(service, key.Egress.Facets), key.Egress.Facets.DnsDomain, template);

    private RouteScope ScopeOf(SidecarPortKey key, IReader read) => new()
    {
        Gateway = RouteNames.Mesh,
        Port = key.Port,
        ClientNamespace = key.Egress.Namespace,
        ClientLabels = key.Egress.SelectorLabels,
        Defaults = read.Get(_cells.Defaults, key.Egress.Facets),
    };
}
