using MeshControl.Server.Authentication;

namespace MeshControl.Server.Engine;

/// <summary>Accounts of the pods that the configuration lists.</summary>
internal sealed class PodAccounts(MeshEngine engine) : IPodAccounts
{
    private const string Default = "default";

    public string? Find(string ns, string pod)
    {
        using var read = engine.State.Graph.OpenReader();
        return engine.State.Facts.Resources.Pods.Find(read, ns, pod) is not { } found
            ? null
            : found.Spec.Spec.ServiceAccountName is { Length: > 0 } account ? account : Default;
    }
}
