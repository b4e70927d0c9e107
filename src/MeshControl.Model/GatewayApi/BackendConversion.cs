using MeshControl.Model.Resources.GatewayApi;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.GatewayApi;

/// <summary>Where a backend reference leads (traffic specification 1.13).</summary>
internal static class BackendConversion
{
    /// <summary>Null where the whole route is unusable; an empty host where this backend may not be used.</summary>
    public static Destination? Convert(BackendRef backend, RouteOwner owner, GatewayApiObjects objects)
    {
        var ns = backend.Namespace ?? owner.Namespace;
        var kind = backend.Kind ?? "Service";
        var group = backend.Group ?? "";
        var port = backend.Port is { } number ? new PortSelector { Number = number } : null;
        if (!owner.IsMesh && !objects.MayRefer(owner.Kind, owner.Namespace, group, kind, ns, backend.Name))
        {
            return new Destination();
        }

        return (group, kind) switch
        {
            ("", "Service") => port is null || backend.Name.Contains('.', StringComparison.Ordinal)
                ? null
                : new Destination { Host = $"{backend.Name}.{ns}.svc.{objects.Settings.DomainSuffix}", Port = port },
            ("networking.istio.io", "Hostname") => port is null ? null : new Destination { Host = backend.Name, Port = port },
            _ => new Destination(),
        };
    }

    /// <summary>The destinations of a TCPRoute or TLSRoute; null where one makes the route unusable.</summary>
    public static IReadOnlyList<RouteDestination>? Convert(IReadOnlyList<L4RouteRule> rules, RouteOwner owner, GatewayApiObjects objects)
    {
        var result = new List<RouteDestination>();
        foreach (var backend in rules is [var first, ..] ? first.BackendRefs.Where(static backend => backend.Weight != 0) : [])
        {
            if (Convert(backend, owner, objects) is not { } destination)
            {
                return null;
            }

            result.Add(new RouteDestination { Destination = destination, Weight = backend.Weight ?? 1 });
        }

        return result switch
        {
            [] => [new RouteDestination { Destination = Nowhere }],
            [var only] => [only with { Weight = 0 }],
            _ => result,
        };
    }

    // There is no such cluster, so connections are closed.
    private static Destination Nowhere { get; } = new() { Host = "internal.cluster.local", Subset = "zero-weight", Port = new PortSelector { Number = 65535 } };
}
