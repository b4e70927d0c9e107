namespace MeshControl.Server.Tests.Kubernetes;

/// <summary>Objects as an API server has them.</summary>
internal static class ClusterObjects
{
    public static string Namespace(string name, string labels = "") => $$$$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"{{{{name}}}}","labels":{ {{{{labels}}}} }}}""";

    public static string Node(string name, string zone) =>
        $$$$"""{"apiVersion":"v1","kind":"Node","metadata":{"name":"{{{{name}}}}","labels":{"topology.kubernetes.io/zone":"{{{{zone}}}}"}},"status":{"addresses":[{"type":"InternalIP","address":"10.1.0.1"}]}}""";

    public static string Service(string ns, string name, int port = 80) =>
        $$$$"""{"apiVersion":"v1","kind":"Service","metadata":{"name":"{{{{name}}}}","namespace":"{{{{ns}}}}"},"spec":{"clusterIP":"10.96.0.1","selector":{"app":"{{{{name}}}}"},"ports":[{"name":"http","port":{{{{port}}}},"targetPort":8080,"protocol":"TCP"}]}}""";

    public static string Slice(string ns, string service, string address) => $$$$"""
        {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","metadata":{"name":"{{{{service}}}}-1","namespace":"{{{{ns}}}}","labels":{"kubernetes.io/service-name":"{{{{service}}}}"}},
         "addressType":"IPv4","endpoints":[{"addresses":["{{{{address}}}}"],"conditions":{"ready":true}}],"ports":[{"name":"http","port":8080,"protocol":"TCP"}]}
        """;

    public static string Endpoints(string ns, string service, string address) =>
        $$$$"""{"apiVersion":"v1","kind":"Endpoints","metadata":{"name":"{{{{service}}}}","namespace":"{{{{ns}}}}"},"subsets":[{"addresses":[{"ip":"{{{{address}}}}"}],"ports":[{"name":"http","port":8080}]}]}""";

    public static string Pod(string ns, string name, string address, string version = "v1") => $$$$"""
        {"apiVersion":"v1","kind":"Pod","metadata":{"name":"{{{{name}}}}","namespace":"{{{{ns}}}}","labels":{"app":"{{{{name}}}}","version":"{{{{version}}}}"}},
         "spec":{"serviceAccountName":"{{{{name}}}}","nodeName":"n1","containers":[{"name":"app","image":"app:1"}]},
         "status":{"phase":"Running","podIP":"{{{{address}}}}","podIPs":[{"ip":"{{{{address}}}}"}],"conditions":[{"type":"Ready","status":"True"}]}}
        """;

    public static string VirtualService(string ns, string name, string host, string timeout = "5s", string labels = "", string version = "v1") => $$$$"""
        {"apiVersion":"networking.istio.io/{{{{version}}}}","kind":"VirtualService","metadata":{"name":"{{{{name}}}}","namespace":"{{{{ns}}}}","labels":{ {{{{labels}}}} }},
         "spec":{"hosts":["{{{{host}}}}"],"http":[{"timeout":"{{{{timeout}}}}","route":[{"destination":{"host":"{{{{host}}}}"}}]}]}}
        """;

    /// <summary>An API server without validation takes it, the mesh does not.</summary>
    public static string BrokenVirtualService(string ns, string name) =>
        $$$$"""{"apiVersion":"networking.istio.io/v1","kind":"VirtualService","metadata":{"name":"{{{{name}}}}","namespace":"{{{{ns}}}}"},"spec":{"hosts":["*"],"http":[{"timeout":"soon"}]}}""";

    public static string DestinationRule(string ns, string name, string host, int connections) =>
        $$$$"""{"apiVersion":"networking.istio.io/v1","kind":"DestinationRule","metadata":{"name":"{{{{name}}}}","namespace":"{{{{ns}}}}"},"spec":{"host":"{{{{host}}}}","trafficPolicy":{"connectionPool":{"tcp":{"maxConnections":{{{{connections}}}} }} }}}""";

    public static string Gateway(string ns, string name, string credential) => $$$$"""
        {"apiVersion":"networking.istio.io/v1","kind":"Gateway","metadata":{"name":"{{{{name}}}}","namespace":"{{{{ns}}}}"},
         "spec":{"selector":{"istio":"edge"},"servers":[{"port":{"number":443,"name":"https","protocol":"HTTPS"},"hosts":["shop.example.com"],"tls":{"mode":"SIMPLE","credentialName":"{{{{credential}}}}"}}]}}
        """;

    public static string Secret(string ns, string name, string value = "aGk=", string type = "kubernetes.io/tls") =>
        $$$$"""{"apiVersion":"v1","kind":"Secret","metadata":{"name":"{{{{name}}}}","namespace":"{{{{ns}}}}"},"type":"{{{{type}}}}","data":{"tls.crt":"{{{{value}}}}","tls.key":"{{{{value}}}}"}}""";

    public static string MeshConfig(string text, string name = "istio", string ns = "istio-system") => new System.Text.Json.Nodes.JsonObject
    {
        ["apiVersion"] = "v1",
        ["kind"] = "ConfigMap",
        ["metadata"] = new System.Text.Json.Nodes.JsonObject { ["name"] = name, ["namespace"] = ns },
        ["data"] = new System.Text.Json.Nodes.JsonObject { ["mesh"] = text },
    }.ToJsonString();
}
