using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace MeshControl.Server.KeySets;

/// <summary>Adds the fetching of key sets to a host that has the engine.</summary>
internal static class KeySetServices
{
    public static IServiceCollection AddKeySets(this IServiceCollection services, KeySetOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton<IKeySetClient, KeySetClient>();
        services.AddHostedService<KeySetService>();
        return services;
    }
}
