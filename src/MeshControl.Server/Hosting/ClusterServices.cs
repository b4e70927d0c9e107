using MeshControl.Kubernetes.Client;
using MeshControl.Kubernetes.Leasing;
using MeshControl.Security.Authentication.Reviews;
using MeshControl.Security.Authority;
using MeshControl.Security.Authority.Storage;
using MeshControl.Server.Authentication;
using MeshControl.Server.Leading;
using MeshControl.Server.Secrets.Cluster;
using MeshControl.Server.Secrets.Cluster.Signing;
using MeshControl.Server.Secrets.Credentials;
using MeshControl.Server.Sources;
using MeshControl.Server.Sources.Kubernetes;
using MeshControl.Server.Statuses;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Hosting;

/// <summary>Adds what a server has that belongs to a cluster.</summary>
internal static class ClusterServices
{
    private const string LeaseName = "meshcontrol-leader";

    /// <summary>Registers it; nothing where the server belongs to none.</summary>
    /// <exception cref="Kubernetes.Connection.KubeconfigException">The API server cannot be found.</exception>
    public static IServiceCollection AddCluster(this IServiceCollection services, ServeOptions options)
    {
        if (options.Cluster is not { } cluster)
        {
            return services;
        }

        var connection = cluster.Connect();
        services.AddSingleton(provider => new KubeApi(connection, time: provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ITokenReviewer, ClusterTokens>();
        services.AddSingleton<ISecretReaders, ClusterSecretReaders>();
        if (options.Signer is { } signer)
        {
            services.AddSingleton(signer);
            services.AddSingleton<ClusterSigner>();
            services.Replace(ServiceDescriptor.Singleton<ICertificateIssuer>(static provider => provider.GetRequiredService<ClusterSigner>()));
        }

        if (options.AuthoritySecret.Length > 0)
        {
            services.AddSingleton<IRootStorage>(provider => new SecretRoots(
                provider.GetRequiredService<KubeApi>(), options.SystemNamespace, options.AuthoritySecret, provider.GetRequiredService<TimeProvider>()));
        }

        services.AddSingleton(new KubernetesSourceOptions { ClusterId = options.ClusterId, SystemNamespace = options.SystemNamespace, Revision = options.Revision });
        services.AddSingleton<IResourceSource>(provider => new KubernetesSource(
            provider.GetRequiredService<KubeApi>(), provider.GetRequiredService<KubernetesSourceOptions>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<KubernetesSource>>(), provider.GetRequiredService<ObjectStates>()));
        services.AddSingleton<ILeaderWork>(provider => new RootPublisher(
            provider.GetRequiredService<KubeApi>(), provider.GetRequiredService<ICertificateIssuer>(), provider.GetRequiredService<KubernetesSourceOptions>().Following,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<RootPublisher>>(),
            new MeshInstallation(provider.GetRequiredService<KubeApi>(), options.Revision, options.SystemNamespace)));
        services.AddSingleton<ObjectStates>();
        services.AddSingleton<ProxyRefusals>();
        services.AddSingleton(new StatusPace());
        services.AddSingleton<ILeaderWork, StatusWriter>();
        services.AddSingleton(new LeaseOptions(options.SystemNamespace, options.Revision is "" or "default" ? LeaseName : $"{LeaseName}-{options.Revision}", cluster.Identity));
        services.AddSingleton<LeaderService>();
        services.AddHostedService(provider => provider.GetRequiredService<LeaderService>());
        return services;
    }
}
