using MeshControl.Security.Authority;
using MeshControl.Security.Diagnostics;
using MeshControl.Security.Revocation;
using MeshControl.Xds.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Secrets;

/// <summary>Adds the certificate authority and the secrets of workloads to a host.</summary>
public static class WorkloadSecretServices
{
    /// <summary>Registers them; the authority's files are read, or made, when the host starts, which fails where they cannot be used.</summary>
    public static IServiceCollection AddWorkloadSecrets(this IServiceCollection services, WorkloadSecretOptions options) =>
        services.AddWorkloadSecrets(_ => options);

    /// <summary>The same with options that need other services.</summary>
    public static IServiceCollection AddWorkloadSecrets(this IServiceCollection services, Func<IServiceProvider, WorkloadSecretOptions> options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton<SecurityMetrics>();
        services.AddSingleton(provider => CertificateAuthority.Open(
            provider.GetRequiredService<WorkloadSecretOptions>().Authority, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<SecurityMetrics>(),
            provider.GetRequiredService<ILogger<CertificateAuthority>>()));
        services.AddSingleton<ICertificateIssuer>(static provider => provider.GetRequiredService<CertificateAuthority>());
        services.AddSingleton<IRevocations>(static provider => provider.GetRequiredService<CertificateAuthority>());
        services.AddSingleton<WorkloadSecretSource>();
        services.Replace(ServiceDescriptor.Singleton<ISecretSource>(static provider => new FileSecretSource(
            provider.GetRequiredService<WorkloadSecretSource>(), provider.GetRequiredService<WorkloadSecretOptions>().SystemRoots)));
        services.AddHostedService<AuthorityStart>();
        return services;
    }
}
