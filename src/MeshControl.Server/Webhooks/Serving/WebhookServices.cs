using System.Net;
using MeshControl.Kubernetes.Client;
using MeshControl.Security.Authority;
using MeshControl.Security.Serving;
using MeshControl.Server.Engine;
using MeshControl.Server.Webhooks.Registration;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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

    /// <summary>Keeps the webhook configurations of a cluster in step with what is served here; the API server's client is among the services.</summary>
    public static IServiceCollection AddWebhookRegistration(this IServiceCollection services, WebhookRegistrationOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<RegistrationMetrics>();
        services.AddHostedService(provider => new WebhookRegistrar(
            provider.GetRequiredService<KubeApi>(), provider.GetRequiredService<ICertificateIssuer>(), options, cancellation => ServingAsync(provider, cancellation),
            provider.GetRequiredService<RegistrationMetrics>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<WebhookRegistrar>>()));
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

    /// <summary>Done when the port is open and the configuration has been read: then a request is answered.</summary>
    private static async Task ServingAsync(IServiceProvider provider, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
        await provider.GetRequiredService<MeshEngine>().Reports.NextAsync(RevisionReport.None, cancellationToken);
    }
}
