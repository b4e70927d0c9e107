using System.Net;
using MeshControl.Security.Serving;
using MeshControl.Server.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Webhooks.Serving;

/// <summary>Adds the webhook port to a host: every <see cref="IAdmissionWebhook"/> among the services is served there, and nothing else.</summary>
internal static class WebhookServices
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton(provider =>
        {
            var engine = provider.GetRequiredService<MeshEngine>();
            return new WebhookHandler(
                provider.GetServices<IAdmissionWebhook>(), () => engine.IsReady, provider.GetService<WebhookOptions>() ?? new WebhookOptions(),
                provider.GetRequiredService<WebhookMetrics>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<WebhookHandler>>());
        });
        return services;
    }

    public static void ListenForWebhooks(this KestrelServerOptions kestrel, IPEndPoint address) => kestrel.Listen(address, listen =>
    {
        listen.Protocols = HttpProtocols.Http1AndHttp2;
        listen.UseMeshTls(askForClientCertificate: false);
    });

    /// <summary>By the port that was connected to: the Host header names the service's port, not ours.</summary>
    public static void MapWebhooks(this IApplicationBuilder app, int port)
    {
        var handler = app.ApplicationServices.GetRequiredService<WebhookHandler>();
        app.MapWhen(context => context.Connection.LocalPort == port, branch => branch.Run(handler.HandleAsync));
    }
}
