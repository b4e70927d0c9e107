using System.Net;
using Envoy.Service.Auth.V3;
using Envoy.Type.V3;
using MeshControl.EndToEnd.Tests.Network;
using MeshControl.Grpc;
using MeshControl.Grpc.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace MeshControl.EndToEnd.Tests.Guard;

/// <summary>An external authorizer in a pod: what says `x-leave: yes` may pass, and of bytes what the buyer sends. gRPC at 9000, HTTP at 8000.</summary>
internal sealed class AuthorizerApp : IAsyncDisposable
{
    private const string LeaveHeader = "x-leave";
    private const string Buyer = "spiffe://cluster.local/ns/shop/sa/buyer";
    private static readonly GrpcMethod<CheckRequest> Check = new("envoy.service.auth.v3.Authorization", "Check", CheckRequest.Parser);
    private readonly WebApplication _app;

    private AuthorizerApp(WebApplication app) => _app = app;

    public static async Task<AuthorizerApp> StartAsync(NetworkNamespace place)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddMeshGrpc(new GrpcServerOptions { DrainTimeout = TimeSpan.Zero });
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = place.Bind);
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.ConfigureMeshGrpc();
            kestrel.Listen(IPAddress.Any, 9000, static listen => listen.UseMeshGrpc());
            kestrel.Listen(IPAddress.Any, 8000, static listen => listen.Protocols = HttpProtocols.Http1);
        });
        var app = builder.Build();
        app.MapGrpcUnary(Check, static (request, _) => ValueTask.FromResult<Google.Protobuf.IMessage>(Answer(request)));
        app.MapFallback(static context =>
        {
            var isAllowed = context.Request.Headers[LeaveHeader] == "yes";
            context.Response.StatusCode = isAllowed ? StatusCodes.Status200OK : StatusCodes.Status403Forbidden;
            context.Response.Headers[isAllowed ? "x-checked" : "x-reason"] = "authorizer";
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return new AuthorizerApp(app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private static CheckResponse Answer(CheckRequest request)
    {
        var attributes = request.Attributes;
        var isAllowed = attributes.Request?.Http is { } http
            ? http.Headers.TryGetValue(LeaveHeader, out var leave) && leave == "yes"
            : attributes.Source.Principal == Buyer;
        return isAllowed
            ? new CheckResponse { Status = new Google.Rpc.Status(), OkResponse = new OkHttpResponse() }
            : new CheckResponse { Status = new Google.Rpc.Status { Code = 7 }, DeniedResponse = new DeniedHttpResponse { Status = new HttpStatus { Code = StatusCode.Forbidden } } };
    }
}
