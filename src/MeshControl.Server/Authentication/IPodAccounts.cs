namespace MeshControl.Server.Authentication;

/// <summary>What the objects of the mesh say about the accounts of pods.</summary>
public interface IPodAccounts
{
    /// <summary>The service account that a pod runs under; null where the pod is not known.</summary>
    string? Find(string ns, string pod);
}
