using MeshControl.Incremental;

namespace MeshControl.Model.GatewayApi.Status;

/// <summary>A listener of a Gateway.</summary>
/// <param name="Name">Of the listener.</param>
/// <param name="SupportedKinds">Kinds of routes that may attach.</param>
/// <param name="AttachedRoutes">How many do.</param>
/// <param name="IsConflicted">Another listener has the same port with another protocol, or the same hostname.</param>
/// <param name="Protocol">Whether the protocol is served.</param>
/// <param name="References">Whether its certificates are there and may be used.</param>
public sealed record ListenerStatus(string Name, EquatableArray<string> SupportedKinds, int AttachedRoutes, bool IsConflicted, Verdict Protocol, Verdict References)
{
    public bool IsServed => !IsConflicted && Protocol.IsGood && References.IsGood;
}
