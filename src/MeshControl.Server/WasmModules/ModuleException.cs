namespace MeshControl.Server.WasmModules;

/// <summary>A module could not be had; the message goes to the operator.</summary>
internal sealed class ModuleException(string message) : Exception(message);
