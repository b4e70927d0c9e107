using Envoy.Service.Ratelimit.V3;
using MeshControl.Grpc;
using MeshControl.Grpc.Server;
using MeshControl.Server.RateLimiting.Redis;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace MeshControl.Server.RateLimiting;

/// <summary>Adds the rate limit service to a host.</summary>
public static class RateLimitServices
{
    /// <summary>Registers it; the host has the engine and the authentication of callers among its services.</summary>
    public static IServiceCollection AddRateLimits(this IServiceCollection services, RateLimitOptions options)
    {
        services.AddSingleton<RateLimitMetrics>();
        services.AddSingleton<RateLimitCallers>();
        services.AddSingleton<RateLimiter>();
        services.AddSingleton<RateLimitService>();
        if (options.Redis is { } redis)
        {
            services.AddSingleton(provider => new RedisClient(redis, provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<ICounterStore, RedisCounterStore>();
        }
        else
        {
            services.AddSingleton<ICounterStore>(provider =>
            {
                var store = new MemoryCounterStore(options.MaxCounters);
                provider.GetRequiredService<RateLimitMetrics>().Observe(store);
                return store;
            });
        }

        return services;
    }

    public static void MapRateLimits(this IEndpointRouteBuilder endpoints)
    {
        var service = endpoints.ServiceProvider.GetRequiredService<RateLimitService>();
        endpoints.MapGrpcUnary(new GrpcMethod<RateLimitRequest>(RateLimitService.ServiceName, "ShouldRateLimit", RateLimitRequest.Parser), service.ShouldRateLimitAsync);
    }
}
