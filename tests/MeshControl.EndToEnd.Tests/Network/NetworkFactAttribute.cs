namespace MeshControl.EndToEnd.Tests.Network;

/// <summary>A fact with pods in network namespaces; skipped by name without root, without the tools for it, or without a stock Envoy.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NetworkFactAttribute : FactAttribute
{
    public NetworkFactAttribute() => Skip = NetworkSupport.MissingReason!;
}
