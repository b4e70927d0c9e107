using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Core;
using MeshControl.Model.Resources.Mesh;

namespace MeshControl.Model.Ingress;

/// <summary>Which Ingresses are the mesh's (traffic specification 1.14).</summary>
internal static class IngressClasses
{
    private const string ClassAnnotation = "kubernetes.io/ingress.class";
    private const string Controller = "istio.io/ingress-controller";

    /// <summary>Decides about one Ingress; <paramref name="controllerOf"/> gives the controller of an IngressClass, or null.</summary>
    public static bool IsOurs(Resource<IngressSpec> ingress, MeshConfig mesh, Func<string, string?> controllerOf)
    {
        if (mesh.IngressControllerMode == IngressControllerMode.Off)
        {
            return false;
        }

        if (ingress.Meta.Annotations.TryGetValue(ClassAnnotation, out var annotated))
        {
            return annotated == mesh.IngressClass;
        }

        return ingress.Spec.IngressClassName is { } name
            ? controllerOf(name) == Controller
            : mesh.IngressControllerMode == IngressControllerMode.Default;
    }
}
