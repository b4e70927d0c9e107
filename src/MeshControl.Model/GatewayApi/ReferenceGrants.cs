using MeshControl.Model.Resources;
using MeshControl.Model.Resources.GatewayApi;

namespace MeshControl.Model.GatewayApi;

/// <summary>Whether grants allow references to other namespaces.</summary>
internal static class ReferenceGrants
{
    /// <summary>True where an object may refer to another: in its own namespace always.</summary>
    public static bool Allow(
        IReadOnlyList<Resource<ReferenceGrantSpec>> grants, string fromKind, string fromNamespace, string toGroup, string toKind, string toNamespace, string toName) =>
        fromNamespace == toNamespace || grants.Any(grant => grant.Namespace == toNamespace
            && grant.Spec.From.Any(from => from.Group == GatewayApiNames.Group && from.Kind == fromKind && from.Namespace == fromNamespace)
            && grant.Spec.To.Any(to => to.Group == toGroup && to.Kind == toKind && (string.IsNullOrEmpty(to.Name) || to.Name == toName)));
}
