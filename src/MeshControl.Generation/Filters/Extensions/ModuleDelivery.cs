namespace MeshControl.Generation.Filters.Extensions;

/// <summary>How a proxy gets Wasm modules that lie somewhere else.</summary>
public enum ModuleDelivery
{
    /// <summary>By name, for an agent beside the proxy that fetches them: what istiod sends.</summary>
    ByAgent,

    /// <summary>Within the configuration, fetched by the control plane: a stock Envoy has no agent, and refuses images and modules without a hash.</summary>
    Inline,
}
