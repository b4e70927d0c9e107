using MeshControl.Grpc.Server;
using MeshControl.Kubernetes.Connection;
using MeshControl.Security.Authority;
using MeshControl.Security.Authority.Storage;
using MeshControl.Security.Serving;
using MeshControl.Security.Signing;
using MeshControl.Server.Authentication;
using MeshControl.Server.Debugging;
using MeshControl.Server.Engine;
using MeshControl.Server.KeySets;
using MeshControl.Server.Metrics;
using MeshControl.Server.RateLimiting;
using MeshControl.Server.Secrets;
using MeshControl.Server.Secrets.Credentials;
using MeshControl.Server.Sources;
using MeshControl.Server.WasmModules;
using MeshControl.Server.Webhooks;
using MeshControl.Server.Webhooks.Injection;
using MeshControl.Server.Webhooks.Registration;
using MeshControl.Server.Webhooks.Serving;
using MeshControl.Xds;
using MeshControl.Xds.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Hosting;

/// <summary>Puts the server together: sources, engine, ADS, admin.</summary>
public static class MeshHost
{
    /// <summary>Runs until SIGTERM or SIGINT; the exit code is 1 where it could not start.</summary>
    public static async Task<int> RunAsync(ServeOptions options, CancellationToken cancellationToken)
    {
        var missing = options.ConfigFolders.FirstOrDefault(folder => !Directory.Exists(folder));
        if (missing is not null)
        {
            await Console.Error.WriteLineAsync($"Error: there is no folder {missing}; --config takes a folder of YAML files");
            return 1;
        }

        if (options.ConfigFolders.Count == 0 && options.Cluster is null)
        {
            await Console.Error.WriteLineAsync("Error: nothing to serve; give --config DIR for a folder of YAML files, --kubernetes for a cluster, or both");
            return 1;
        }

        try
        {
            await using var app = Build(options);
            await app.StartAsync(cancellationToken);
            Greeting.Tell(app.Services.GetRequiredService<ILoggerFactory>(), options);
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception error) when (error is IOException or AuthorityException or KubeconfigException)
        {
            await Console.Error.WriteLineAsync($"Error: {error.Message}");
            return 1;
        }
    }

    /// <summary>The server, ready to be started; tests may add to its services.</summary>
    public static WebApplication Build(ServeOptions options, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "meshd" });
        builder.Logging.ClearProviders().AddMeshLogging(options.LogLevel);
        AddServices(builder.Services, options);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.ConfigureMeshGrpc();
            if (options.AdsAddress is { } plain)
            {
                kestrel.Listen(plain, listen => listen.UseMeshGrpc());
            }

            if (options.SecureAdsAddress is { } secure)
            {
                kestrel.Listen(secure, listen => listen.UseMeshGrpc().UseMeshTls());
            }

            if (options.WebhookAddress is { } webhooks)
            {
                kestrel.ListenForWebhooks(webhooks);
            }

            kestrel.Listen(options.AdminAddress, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.DrainTimeout + TimeSpan.FromSeconds(5));
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        if (options.WebhookAddress is { } webhookAddress)
        {
            app.MapWebhooks(webhookAddress.Port);
        }

        app.MapAds();
        app.MapCertificates();
        app.MapRateLimits();
        app.MapAdmin(options.AdminAddress.Port);
        return app;
    }

    private static void AddServices(IServiceCollection services, ServeOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<PrometheusTextExporter>();
        services.AddMeshGrpc(new GrpcServerOptions { DrainTimeout = options.DrainTimeout, EndGrace = TimeSpan.FromSeconds(2) });
        services.AddMeshXds(options.Ads);
        services.AddWorkloadSecrets(provider => new WorkloadSecretOptions
        {
            Authority = new AuthorityOptions
            {
                Folder = options.AuthorityFolder,
                Storage = provider.GetService<IRootStorage>(),
                PluggedInFolder = options.PluggedInAuthorityFolder,
            },
            Plaintext = options.PlaintextSecrets,
            TrustDomain = () => provider.GetRequiredService<MeshEngine>().TrustDomain,
        });
        services.AddGatewayCredentials();
        services.AddKeySets(options.KeySets);
        services.AddWasmModules();
        services.AddSingleton<IPodAccounts, PodAccounts>();
        services.AddMeshAuthentication(provider => new AuthenticationOptions
        {
            Tls = new MeshTlsOptions { DnsNames = HostNames.Of(options) },
            TokenFile = options.TokenFile,
            KeyFile = options.TokenKeyFile,
            TrustDomain = () => provider.GetRequiredService<MeshEngine>().TrustDomain,
        });
        services.AddWebhooks();
        services.AddCluster(options);
        services.AddSingleton<IAdmissionWebhook>(new ValidationWebhook(options.Revision));
        services.AddSingleton<InjectionConfiguration>();
        services.AddSingleton<IAdmissionWebhook, InjectionWebhook>();
        if (options.WebhookAddress is not null)
        {
            services.AddHostedService<InjectionWarmUp>();
        }

        if (options is { Cluster: not null, WebhookAddress: not null })
        {
            services.AddWebhookRegistration(new WebhookRegistrationOptions(options.Revision, options.SystemNamespace));
        }

        foreach (var folder in options.ConfigFolders)
        {
            services.AddSingleton<IResourceSource>(provider => new FolderSource(
                folder, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<FolderSource>>()));
        }

        services.AddRateLimits(options.RateLimits);
        services.AddSingleton<MeshEngine>();
        services.AddSingleton<IProxyConfigSource>(provider => provider.GetRequiredService<MeshEngine>());
        services.AddHostedService(provider => provider.GetRequiredService<MeshEngine>());
    }
}
