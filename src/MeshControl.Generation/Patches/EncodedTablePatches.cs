using System.Collections.Immutable;
using Envoy.Config.Route.V3;
using MeshControl.Generation.Output;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Patches;

/// <summary>Patches of tables that are kept as encoded hosts.</summary>
internal static class EncodedTablePatches
{
    /// <summary>The table as patched; itself where no patch is for its side.</summary>
    public static RouteTable Apply(
        RouteConfiguration head, ImmutableArray<EncodedVirtualHost> hosts, EquatableArray<EnvoyPatch> patches, EnvoyFilterPatchContext side, IReadOnlyCollection<int> ports)
    {
        if (!patches.Any(patch => patch.IsFor(side)))
        {
            return new RouteTable(head, hosts);
        }

        var table = head.Clone();
        foreach (var host in hosts)
        {
            var decoded = VirtualHost.Parser.ParseFrom(host.Body.Span);
            decoded.Name = host.Name;
            table.VirtualHosts.Add(decoded);
        }

        RoutePatches.Apply(table, patches, side, ports);
        var encoded = table.VirtualHosts.Select(VirtualHostEncoder.Encode).ToImmutableArray();
        table.VirtualHosts.Clear();
        return new RouteTable(table, encoded);
    }
}
