using System.Net;
using MeshControl.Grpc.Client;
using MeshControl.Grpc.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MeshControl.Grpc.Tests.Host;

/// <summary>A real Kestrel on a free loopback port with the given methods.</summary>
internal sealed class GrpcTestHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private GrpcTestHost(WebApplication app, CollectedLogs logs)
    {
        _app = app;
        Logs = logs;
        Address = new Uri(app.Urls.First());
    }

    public Uri Address { get; }

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Address.Port);

    public CollectedLogs Logs { get; }

    public GrpcDrain Drain => _app.Services.GetRequiredService<GrpcDrain>();

    public KestrelServerLimits KestrelLimits => _app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

    public static async Task<GrpcTestHost> StartAsync(
        Action<IEndpointRouteBuilder> map,
        GrpcServerOptions? options = null,
        Action<ListenOptions>? listen = null,
        Action<IApplicationBuilder>? before = null)
    {
        var logs = new CollectedLogs();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Debug);
        builder.Services.AddMeshGrpc(options);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureMeshGrpc();
            kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
            {
                endpoint.UseMeshGrpc();
                listen?.Invoke(endpoint);
            });
        });
        var app = builder.Build();
        before?.Invoke(app);
        app.UseRouting();
        map(app);
        await app.StartAsync();
        return new GrpcTestHost(app, logs);
    }

    public GrpcChannel Channel(GrpcChannelOptions? options = null) => new(Address, options: options);

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
