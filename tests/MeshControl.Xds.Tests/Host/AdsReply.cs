using Envoy.Service.Discovery.V3;
using Google.Protobuf.WellKnownTypes;
using MeshControl.Generation.Output;

namespace MeshControl.Xds.Tests.Host;

/// <summary>A response of either variant, as a test looks at it.</summary>
internal sealed record AdsReply(ResourceType? Type, string TypeUrl, string Nonce, string Version, IReadOnlyList<AdsResource> Resources, IReadOnlyList<string> Removed)
{
    public string[] Names => [.. Resources.Select(resource => resource.Name)];

    /// <summary>`CDS c1 c2 -c3`: short enough to compare whole batches with.</summary>
    public override string ToString() =>
        string.Join(' ', Resources.Select(resource => resource.Name).Prepend(Type?.Name ?? TypeUrl).Concat(Removed.Select(name => "-" + name)));

    public static AdsReply Of(DiscoveryResponse response)
    {
        var type = ResourceType.Find(response.TypeUrl);
        Assert.All(response.Resources, any => Assert.Equal(response.TypeUrl, any.TypeUrl));
        return new AdsReply(type, response.TypeUrl, response.Nonce, response.VersionInfo, [.. response.Resources.Select(any => new AdsResource(NameOf(type, any), "", any))], []);
    }

    public static AdsReply Of(DeltaDiscoveryResponse response)
    {
        var resources = response.Resources.Select(resource => new AdsResource(resource.Name, resource.Version, resource.Resource_)).ToArray();
        Assert.All(resources, resource => Assert.Equal(response.TypeUrl, resource.Body.TypeUrl));
        Assert.All(resources, resource => Assert.NotEmpty(resource.Version));
        return new AdsReply(
            ResourceType.Find(response.TypeUrl), response.TypeUrl, response.Nonce, response.SystemVersionInfo, resources, [.. response.RemovedResources]);
    }

    private static string NameOf(ResourceType? type, Any any) => type?.Name switch
    {
        "CDS" => any.Unpack<Envoy.Config.Cluster.V3.Cluster>().Name,
        "EDS" => any.Unpack<Envoy.Config.Endpoint.V3.ClusterLoadAssignment>().ClusterName,
        "LDS" => any.Unpack<Envoy.Config.Listener.V3.Listener>().Name,
        "RDS" => any.Unpack<Envoy.Config.Route.V3.RouteConfiguration>().Name,
        "SDS" => any.Unpack<Envoy.Extensions.TransportSockets.Tls.V3.Secret>().Name,
        "ECDS" => any.Unpack<Envoy.Config.Core.V3.TypedExtensionConfig>().Name,
        _ => throw new InvalidOperationException($"no test expects {any.TypeUrl}"),
    };
}
