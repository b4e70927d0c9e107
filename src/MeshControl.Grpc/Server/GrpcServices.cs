using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MeshControl.Grpc.Server;

/// <summary>Registers what the mapped methods need.</summary>
public static class GrpcServices
{
    /// <summary>Adds the options, <see cref="GrpcDrain"/>, and a hosted service that drains when the host stops.</summary>
    /// <remarks>The host's shutdown timeout should exceed <see cref="GrpcServerOptions.DrainTimeout"/> plus <see cref="GrpcServerOptions.EndGrace"/>.</remarks>
    public static IServiceCollection AddMeshGrpc(this IServiceCollection services, GrpcServerOptions? options = null)
    {
        services.AddSingleton(options ?? new GrpcServerOptions());
        services.AddSingleton<GrpcDrain>();
        services.AddSingleton<CallRunner>();
        services.AddSingleton<IHostedService, GrpcDrainService>();
        return services;
    }
}
