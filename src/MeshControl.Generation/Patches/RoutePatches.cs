using Envoy.Config.Route.V3;
using MeshControl.Incremental;
using MeshControl.Model.Extensions;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Patches;

/// <summary>Patches of route tables, virtual hosts and routes (traffic specification 3.14).</summary>
internal static class RoutePatches
{
    /// <summary>Patches a table in place.</summary>
    /// <param name="table">The table, not shared with anybody.</param>
    /// <param name="patches">Patches in force.</param>
    /// <param name="side">Which tables it belongs to.</param>
    /// <param name="ports">Ports the table is for; empty where a port never matches.</param>
    public static void Apply(RouteConfiguration table, EquatableArray<EnvoyPatch> patches, EnvoyFilterPatchContext side, IReadOnlyCollection<int> ports)
    {
        var own = patches.Where(patch => patch.IsFor(side) && IsTable(patch.Spec.Match?.RouteConfiguration, table.Name, ports)).ToList();
        foreach (var patch in own.Where(static patch => patch.Spec.ApplyTo == EnvoyFilterApplyTo.RouteConfiguration && IsMerge(patch)))
        {
            if (PatchValues.Read<RouteConfiguration>(patch) is { } value)
            {
                MessageMerge.Merge(table, value, patch.Operation == EnvoyFilterOperation.MergeAndReplaceList);
            }
        }

        foreach (var patch in own.Where(static patch => patch.Spec.ApplyTo == EnvoyFilterApplyTo.VirtualHost))
        {
            PatchHosts(table, patch);
        }

        foreach (var patch in own.Where(static patch => patch.Spec.ApplyTo == EnvoyFilterApplyTo.HttpRoute))
        {
            foreach (var host in table.VirtualHosts.Where(host => IsHost(patch, host)))
            {
                PatchRoutes(host, patch);
            }
        }
    }

    private static void PatchHosts(RouteConfiguration table, EnvoyPatch patch)
    {
        var value = PatchValues.Read<VirtualHost>(patch);
        for (var i = table.VirtualHosts.Count - 1; i >= 0; i--)
        {
            if (!IsHost(patch, table.VirtualHosts[i]))
            {
                continue;
            }

            if (patch.Operation == EnvoyFilterOperation.Remove)
            {
                table.VirtualHosts.RemoveAt(i);
            }
            else if (patch.Operation == EnvoyFilterOperation.Replace && value is not null)
            {
                table.VirtualHosts[i] = value;
            }
            else if (IsMerge(patch) && value is not null)
            {
                MessageMerge.Merge(table.VirtualHosts[i], value, patch.Operation == EnvoyFilterOperation.MergeAndReplaceList);
            }
        }

        if (IsAddition(patch) && value is not null)
        {
            table.VirtualHosts.Add(value);
        }
    }

    private static void PatchRoutes(VirtualHost host, EnvoyPatch patch)
    {
        var match = patch.Spec.Match?.RouteConfiguration?.Vhost?.Route;
        var found = host.Routes.Where(route => IsRoute(match, route)).ToList();
        if (patch.Operation == EnvoyFilterOperation.Remove)
        {
            found.ForEach(route => host.Routes.Remove(route));
            return;
        }

        if (PatchValues.Read<Route>(patch) is not { } value)
        {
            return;
        }

        if (IsMerge(patch))
        {
            found.ForEach(route => MessageMerge.Merge(route, value, patch.Operation == EnvoyFilterOperation.MergeAndReplaceList));
        }
        else if (patch.Operation == EnvoyFilterOperation.Add)
        {
            host.Routes.Add(value);
        }
        else if (match is null || found.Count > 0)
        {
            switch (patch.Operation)
            {
                case EnvoyFilterOperation.InsertFirst:
                    host.Routes.Insert(0, value);
                    break;
                case EnvoyFilterOperation.InsertBefore:
                    host.Routes.Insert(match is null ? 0 : host.Routes.IndexOf(found[0]), value);
                    break;
                case EnvoyFilterOperation.InsertAfter:
                    host.Routes.Insert(match is null ? host.Routes.Count : host.Routes.IndexOf(found[0]) + 1, value);
                    break;
            }
        }
    }

    // Only tables of HTTPS servers have the server and its Gateway in their names: https.<port>.<port name>.<gateway>.<namespace>
    private static bool IsTable(EnvoyFilterRouteConfigurationMatch? match, string name, IReadOnlyCollection<int> ports)
    {
        if (match is null)
        {
            return true;
        }

        if ((match.Name.Length > 0 && match.Name != name) || (match.PortNumber > 0 && !ports.Contains(match.PortNumber)))
        {
            return false;
        }

        if (match.PortName.Length == 0 && match.Gateway.Length == 0)
        {
            return true;
        }

        var parts = name.Split('.');
        return parts is ["https", _, _, _, _]
            && (match.PortName.Length == 0 || parts[2] == match.PortName)
            && (match.Gateway.Length == 0 || $"{parts[4]}/{parts[3]}" == match.Gateway);
    }

    private static bool IsHost(EnvoyPatch patch, VirtualHost host) =>
        patch.Spec.Match?.RouteConfiguration?.Vhost is not { } match
        || ((match.Name.Length == 0 || match.Name == host.Name) && (match.DomainName.Length == 0 || host.Domains.Contains(match.DomainName)));

    private static bool IsRoute(EnvoyFilterRouteMatch? match, Route route) =>
        match is null || ((match.Name.Length == 0 || match.Name == route.Name) && match.Action switch
        {
            EnvoyFilterRouteAction.Route => route.Route_ is not null,
            EnvoyFilterRouteAction.Redirect => route.Redirect is not null,
            EnvoyFilterRouteAction.DirectResponse => route.DirectResponse is not null,
            _ => true,
        });

    private static bool IsMerge(EnvoyPatch patch) => patch.Operation is EnvoyFilterOperation.Merge or EnvoyFilterOperation.MergeAndReplaceList;

    private static bool IsAddition(EnvoyPatch patch) =>
        patch.Operation is EnvoyFilterOperation.Add or EnvoyFilterOperation.InsertBefore or EnvoyFilterOperation.InsertAfter or EnvoyFilterOperation.InsertFirst;
}
