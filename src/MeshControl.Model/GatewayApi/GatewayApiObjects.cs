using MeshControl.Incremental;
using MeshControl.Model.Facts;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.GatewayApi;

namespace MeshControl.Model.GatewayApi;

/// <summary>What the conversion of the Gateway API reads. Functions give null or false for objects that are not there.</summary>
internal sealed record GatewayApiObjects
{
    public required MeshSettings Settings { get; init; }

    public required IReadOnlyList<Resource<GatewaySpec>> Gateways { get; init; }

    public required IReadOnlyList<Resource<HttpRouteSpec>> HttpRoutes { get; init; }

    public required IReadOnlyList<Resource<GrpcRouteSpec>> GrpcRoutes { get; init; }

    public required IReadOnlyList<Resource<TcpRouteSpec>> TcpRoutes { get; init; }

    public required IReadOnlyList<Resource<TlsRouteSpec>> TlsRoutes { get; init; }

    public required IReadOnlyList<Resource<ReferenceGrantSpec>> Grants { get; init; }

    /// <summary>Controller of a GatewayClass.</summary>
    public required Func<string, string?> ControllerOf { get; init; }

    /// <summary>Names of the namespaces that a selector of labels takes, in order.</summary>
    public required Func<Resources.Mesh.LabelSelector, IReadOnlyList<string>> NamespacesOf { get; init; }

    /// <summary>A Secret by namespace and name.</summary>
    public required Func<string, string, Secret?> SecretOf { get; init; }

    /// <summary>Whether a Service exists, by namespace and name.</summary>
    public required Func<string, string, bool> HasService { get; init; }

    /// <summary>Hosts of a ServiceEntry by namespace and name.</summary>
    public required Func<string, string, IReadOnlyList<string>> EntryHosts { get; init; }

    /// <summary>True where an object may refer to one of another namespace.</summary>
    public bool MayRefer(string fromKind, string fromNamespace, string toGroup, string toKind, string toNamespace, string toName) =>
        ReferenceGrants.Allow(Grants, fromKind, fromNamespace, toGroup, toKind, toNamespace, toName);
}
