using MeshControl.Incremental;

namespace MeshControl.Model.Traffic;

/// <summary>Asks which DestinationRule applies: to a host of a service in a namespace, for a client of another.</summary>
/// <param name="Host">Service host.</param>
/// <param name="ServiceNamespace">Namespace of the service.</param>
/// <param name="ClientNamespace">Configuration namespace of the proxy.</param>
/// <param name="SelectorLabels">The client's labels that some rule selects by; see EgressKey.</param>
public sealed record DestinationPolicyKey(
    string Host, string ServiceNamespace, string ClientNamespace, EquatableMap<string, string> SelectorLabels);
