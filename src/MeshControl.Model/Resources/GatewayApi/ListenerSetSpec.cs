namespace MeshControl.Model.Resources.GatewayApi;

/// <summary>gateway.networking.k8s.io ListenerSet: more listeners for a Gateway.</summary>
public sealed record ListenerSetSpec
{
    public ParentReference? ParentRef { get; init; }

    public IReadOnlyList<Listener> Listeners { get; init; } = [];
}
