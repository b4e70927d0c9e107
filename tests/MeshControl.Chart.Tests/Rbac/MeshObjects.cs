using MeshControl.Model.Resources;

namespace MeshControl.Chart.Tests.Rbac;

/// <summary>Objects that make a control plane do everything that it does in a cluster.</summary>
internal static class MeshObjects
{
    private const string Listener = """[{"name":"http","port":80,"protocol":"HTTP"}]""";

    /// <summary>As JSON. Mistakes do not matter: a status tells about them too.</summary>
    public static IEnumerable<string> OneOfEachKind()
    {
        foreach (var kind in KindCatalog.All.Where(kind => kind.Group.EndsWith(".istio.io", StringComparison.Ordinal)))
        {
            yield return Object($"{kind.Group}/{kind.Versions[0]}", kind.Kind, "one", "{}");
        }

        // Its certificate is a secret.
        yield return Object(
            "networking.istio.io/v1", "Gateway", "web",
            """{"selector":{"istio":"web"},"servers":[{"hosts":["*"],"port":{"number":443,"name":"https","protocol":"HTTPS"},"tls":{"mode":"SIMPLE","credentialName":"web-tls"}}]}""");
        yield return """{"apiVersion":"gateway.networking.k8s.io/v1","kind":"GatewayClass","metadata":{"name":"istio","generation":1},"spec":{"controllerName":"istio.io/gateway-controller"}}""";
        yield return Object("gateway.networking.k8s.io/v1", "Gateway", "edge", $$"""{"gatewayClassName":"istio","listeners":{{Listener}}}""");
        foreach (var kind in new[] { KindCatalog.HttpRoute, KindCatalog.GrpcRoute, KindCatalog.TcpRoute, KindCatalog.TlsRoute })
        {
            yield return Object(
                $"gateway.networking.k8s.io/{kind.Versions[0]}", kind.Kind, "db",
                """{"parentRefs":[{"name":"edge"}],"rules":[{"backendRefs":[{"name":"db","port":80}]}]}""");
        }

        // The roots of its service are a ConfigMap.
        yield return Object(
            $"gateway.networking.k8s.io/{KindCatalog.BackendTlsPolicy.Versions[0]}", "BackendTLSPolicy", "db",
            """{"targetRefs":[{"group":"","kind":"Service","name":"db"}],"validation":{"hostname":"db","caCertificateRefs":[{"group":"","kind":"ConfigMap","name":"db-roots"}]}}""");
    }

    private static string Object(string version, string kind, string name, string spec) =>
        $$$"""{"apiVersion":"{{{version}}}","kind":"{{{kind}}}","metadata":{"name":"{{{name}}}","namespace":"shop","generation":1},"spec":{{{spec}}}}""";
}
