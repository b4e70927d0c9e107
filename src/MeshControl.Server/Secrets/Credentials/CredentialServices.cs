using MeshControl.Security.Diagnostics;
using MeshControl.Xds.Sessions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace MeshControl.Server.Secrets.Credentials;

/// <summary>Adds the credentials of gateways to a host that has the engine and the secrets of workloads.</summary>
internal static class CredentialServices
{
    /// <summary>Registers them; where the host has <see cref="ISecretReaders"/>, they decide too.</summary>
    public static IServiceCollection AddGatewayCredentials(this IServiceCollection services)
    {
        services.AddSingleton<ICredentialStore, MeshCredentials>();
        services.Replace(ServiceDescriptor.Singleton<ISecretSource>(static provider => new CredentialSource(
            new FileSecretSource(provider.GetRequiredService<WorkloadSecretSource>(), provider.GetRequiredService<WorkloadSecretOptions>().SystemRoots),
            provider.GetRequiredService<ICredentialStore>(),
            provider.GetService<ISecretReaders>() is { } readers
                ? new SecretReadReviews(readers, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SecretReadReviews>>())
                : null,
            provider.GetRequiredService<WorkloadSecretOptions>(),
            provider.GetRequiredService<SecurityMetrics>(),
            provider.GetRequiredService<ILogger<CredentialSource>>())));
        return services;
    }
}
