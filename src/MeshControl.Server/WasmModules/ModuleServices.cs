using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MeshControl.Server.WasmModules;

/// <summary>Adds the fetching of Wasm modules to a host that has the engine.</summary>
internal static class ModuleServices
{
    public static IServiceCollection AddWasmModules(this IServiceCollection services)
    {
        services.TryAddSingleton<IModuleClient, ModuleClient>();
        services.AddHostedService<ModuleService>();
        return services;
    }
}
