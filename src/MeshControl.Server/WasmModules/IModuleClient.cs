using MeshControl.Model.Extensions;

namespace MeshControl.Server.WasmModules;

/// <summary>Fetches Wasm modules.</summary>
internal interface IModuleClient
{
    /// <summary>The module, verified.</summary>
    /// <exception cref="ModuleException">It cannot be had, or is not what was asked for.</exception>
    Task<WasmModule> FetchAsync(WasmModuleKey key, CancellationToken cancellationToken);
}
