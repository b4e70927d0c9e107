using System.Collections.Immutable;
using MeshControl.Generation.Output;
using MeshControl.Generation.Patches;
using MeshControl.Generation.Routes;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Facts;
using MeshControl.Model.Gateways;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources.Istio;
using MeshControl.Model.Traffic;

namespace MeshControl.Generation.Gateways;

/// <summary>The route tables of gateways (traffic specification 4.12).</summary>
public sealed class GatewayRoutes
{
    private readonly MeshFacts _facts;
    private readonly RouteCells _cells;
    private readonly Derived<GatewayTableKey, EquatableArray<VirtualHostKey>> _layouts;

    public GatewayRoutes(MeshFacts facts, RouteCells cells)
    {
        _facts = facts;
        _cells = cells;
        _layouts = new(facts.Graph, "gateway-routes/layout", Arrange);
        Table = new(facts.Graph, "gateway-routes/table", BuildTable);
        Tables = new(facts.Graph, "gateway-routes", (key, read) => new RouteTableSet(
        [
            .. read.Get(facts.Gateways.View, key).RouteTables.Select(static table => table.Name).Order(StringComparer.Ordinal)
                .Select(name => read.Get(Table, new GatewayTableKey(key, name))),
        ]));
    }

    /// <summary>Every table that a gateway's listeners name.</summary>
    public Derived<WorkloadKey, RouteTableSet> Tables { get; }

    /// <summary>One table by name; a name that no server has (any more) gives an empty one, for listeners that drain.</summary>
    public Derived<GatewayTableKey, RouteTable> Table { get; }

    private RouteTable BuildTable(GatewayTableKey key, IReader read)
    {
        var layout = read.Get(_layouts, key);
        if (layout.IsEmpty)
        {
            return new RouteTable(RouteTableHead.OfUnknown(key.Name), []);
        }

        var hosts = ImmutableArray.CreateBuilder<EncodedVirtualHost>(layout.Count);
        foreach (var host in layout)
        {
            // One host that cannot be built must not take the others with it.
            if (read.TryGet(_cells.VirtualHosts, host, out var encoded))
            {
                hosts.Add(encoded);
            }
        }

        return EncodedTablePatches.Apply(
            RouteTableHead.Of(key.Name),
            hosts.DrainToImmutable(),
            read.Get(_facts.Patches.Routes, EnvoyPatchKey.Of(key.Workload)),
            EnvoyFilterPatchContext.Gateway,
            [.. read.Get(_facts.Gateways.View, key.Workload).ServersOf(key.Name).Select(static server => server.Port).Distinct()]);
    }

    private EquatableArray<VirtualHostKey> Arrange(GatewayTableKey key, IReader read)
    {
        var servers = read.Get(_facts.Gateways.View, key.Workload).ServersOf(key.Name);
        if (servers.IsEmpty)
        {
            return [];
        }

        var defaults = read.Get(_cells.Defaults, key.Workload.Facets);
        var layout = new GatewayLayoutBuilder(defaults.CountsAttempts);
        // The first server of a Gateway decides what a match on the port means for all of them.
        var scopes = new Dictionary<string, RouteScope>();
        foreach (var server in servers)
        {
            var gateway = server.Gateway.Reference;
            if (!scopes.TryGetValue(gateway, out var scope))
            {
                scopes[gateway] = scope = ScopeOf(server, key.Workload, defaults);
            }

            AddServer(layout, server, scope, key.Workload.Namespace, read);
        }

        return layout.Build(servers[0].Port);
    }

    private void AddServer(GatewayLayoutBuilder layout, MergedServer server, RouteScope scope, string ns, IReader read)
    {
        var redirects = server.Server.Tls is { HttpsRedirect: true };
        foreach (var rule in read.Get(_facts.Traffic.VirtualServices, new VirtualServiceScope(ns, scope.Gateway)))
        {
            if (rule.Spec.Http.Count == 0 || !StaticMatch.HasRoutes(rule.Spec, scope))
            {
                continue;
            }

            foreach (var host in HostIntersection.Of(GatewayServers.HostsFor(server.Server, rule.Namespace), rule.Hosts))
            {
                layout.Add(host, server.Port, new RuleRoutesKey(rule.Source, scope, null), redirects);
            }
        }

        if (redirects)
        {
            foreach (var host in server.Server.Hosts)
            {
                layout.AddRedirect(host, server.Port);
            }
        }
    }

    private static RouteScope ScopeOf(MergedServer server, WorkloadKey workload, RouteDefaults defaults) => new()
    {
        Gateway = server.Gateway.Reference,
        Port = server.Port,
        IsTls = server.Server.Tls is not null,
        ClientNamespace = workload.Namespace,
        ClientLabels = workload.Labels,
        Defaults = defaults,
    };
}
