using System.Net;
using MeshControl.Grpc.Client;
using MeshControl.Grpc.Server;
using MeshControl.Testing.Time;
using MeshControl.Xds.Diagnostics;
using MeshControl.Xds.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshControl.Xds.Tests.Host;

/// <summary>The discovery service on a real Kestrel at a free loopback port, over a mesh that the test changes.</summary>
internal sealed class AdsTestHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private AdsTestHost(WebApplication app, TestSource source, FakeClock clock)
    {
        _app = app;
        Source = source;
        Clock = clock;
        Address = new Uri(app.Urls.First());
        Channel = new GrpcChannel(Address, options: new GrpcChannelOptions { ConnectionPerStream = true, MaxReceiveMessageBytes = 64 * 1024 * 1024 });
    }

    public TestSource Source { get; }

    /// <summary>The clock of the discovery service; the transport has the real one.</summary>
    public FakeClock Clock { get; }

    public Uri Address { get; }

    public GrpcChannel Channel { get; }

    public AdsSessions Sessions => _app.Services.GetRequiredService<AdsSessions>();

    public static async Task<AdsTestHost> StartAsync(TestMesh mesh, AdsOptions? options = null, int port = 0, TimeProvider? clock = null)
    {
        var source = new TestSource(mesh);
        var fake = new FakeClock();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(clock ?? fake);
        builder.Services.AddSingleton<IProxyConfigSource>(source);
        builder.Services.AddSingleton<ISecretSource>(source);
        builder.Services.AddMeshGrpc(new GrpcServerOptions { DrainTimeout = TimeSpan.Zero });
        builder.Services.AddMeshXds(options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureMeshGrpc();
            kestrel.Listen(IPAddress.Loopback, port, static endpoint => endpoint.UseMeshGrpc());
        });
        var app = builder.Build();
        app.UseRouting();
        app.MapAds();
        await app.StartAsync();
        return new AdsTestHost(app, source, fake);
    }

    /// <summary>A client in state of the world.</summary>
    public Task<AdsClient> StateClientAsync(string agent = "envoy") => AdsClient.OpenAsync(this, isDelta: false, agent);

    /// <summary>A delta client; without the name of a client that takes virtual hosts, so that tables come whole.</summary>
    public Task<AdsClient> DeltaClientAsync(string agent = "test") => AdsClient.OpenAsync(this, isDelta: true, agent);

    public TypeSnapshot Status(Generation.Output.ResourceType type) => Sessions.Snapshots().Single().Types.Single(candidate => candidate.Type == type);

    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
