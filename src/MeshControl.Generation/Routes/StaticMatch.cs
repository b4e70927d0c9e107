using MeshControl.Model.Resources.Istio;

namespace MeshControl.Generation.Routes;

/// <summary>The predicates of a match that are decided here and never reach Envoy: port, gateways, source labels and namespace (4.3).</summary>
public static class StaticMatch
{
    public static bool Applies(HttpMatchRequest match, RouteScope scope) =>
        (match.Port == 0 || match.Port == scope.Port) && AppliesToSource(match, scope);

    /// <summary>True where the rule gives at least one route to this proxy at this port.</summary>
    public static bool HasRoutes(VirtualService rule, RouteScope scope)
    {
        foreach (var route in rule.Http)
        {
            if (route.Match.Count == 0)
            {
                return true;
            }

            foreach (var match in route.Match)
            {
                if (Applies(match, scope))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool AppliesToSource(HttpMatchRequest match, RouteScope scope)
    {
        // A gateway named in the match ends the question: source predicates are for sidecars.
        if (match.Gateways.Count > 0)
        {
            return match.Gateways.Contains(scope.Gateway);
        }

        if (match.SourceNamespace.Length > 0 && match.SourceNamespace != scope.ClientNamespace)
        {
            return false;
        }

        foreach (var (key, value) in match.SourceLabels)
        {
            if (!scope.ClientLabels.TryGetValue(key, out var own) || own != value)
            {
                return false;
            }
        }

        return true;
    }
}
