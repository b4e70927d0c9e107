using MeshControl.Grpc.Server;
using MeshControl.Xds.Sessions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MeshControl.Xds;

/// <summary>Adds the aggregated discovery service to a host.</summary>
public static class AdsEndpoints
{
    private const string Service = "envoy.service.discovery.v3.AggregatedDiscoveryService";

    /// <summary>Registers what the service needs. The host adds <see cref="IProxyConfigSource"/>, and <see cref="ISecretSource"/> where it has secrets.</summary>
    public static IServiceCollection AddMeshXds(this IServiceCollection services, AdsOptions? options = null)
    {
        services.AddSingleton(options ?? new AdsOptions());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISecretSource>(NoSecrets.Instance);
        services.AddSingleton<AdsSessions>();
        services.AddSingleton<AdsService>();
        return services;
    }

    /// <summary>Maps both variants of the method.</summary>
    public static void MapAds(this IEndpointRouteBuilder endpoints)
    {
        var service = endpoints.ServiceProvider.GetRequiredService<AdsService>();
        endpoints.MapGrpcDuplex(Service, "StreamAggregatedResources", AdsService.Decode, duplex => service.HandleAsync(duplex, isDelta: false));
        endpoints.MapGrpcDuplex(Service, "DeltaAggregatedResources", AdsService.Decode, duplex => service.HandleAsync(duplex, isDelta: true));
    }
}
