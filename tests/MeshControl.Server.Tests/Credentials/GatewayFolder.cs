using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MeshControl.Testing.Certificates;

namespace MeshControl.Server.Tests.Credentials;

/// <summary>A folder with a gateway whose sites each have a certificate in a Secret, or ought to.</summary>
internal sealed class GatewayFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("meshcontrol-gateway-");

    public string Path => _folder.FullName;

    /// <summary>Writes the gateway: one server a site, `HOST CREDENTIAL [MODE]` each, at one port.</summary>
    public void WriteGateway(int port, params IEnumerable<string> sites)
    {
        var text = new StringBuilder("""
            apiVersion: v1
            kind: Pod
            metadata: {name: ingress-1, namespace: edge, labels: {istio: ingressgateway}}
            spec: {serviceAccountName: ingress, containers: [{name: proxy}]}
            status: {phase: Running, podIP: 127.0.0.1}
            ---
            apiVersion: networking.istio.io/v1
            kind: VirtualService
            metadata: {name: sites, namespace: edge}
            spec: {hosts: ["*"], gateways: [edge], http: [{directResponse: {status: 200, body: {string: hello}}}]}
            ---
            apiVersion: networking.istio.io/v1
            kind: Gateway
            metadata: {name: edge, namespace: edge}
            spec:
              selector: {istio: ingressgateway}
              servers:

            """);
        foreach (var (i, site) in sites.Index())
        {
            var parts = site.Split(' ');
            var mode = parts.Length > 2 ? parts[2] : "SIMPLE";
            text.AppendLine(CultureInfo.InvariantCulture, $"  - {{port: {{number: {port}, name: https-{i}, protocol: HTTPS}}, hosts: [{parts[0]}], tls: {{mode: {mode}, credentialName: {parts[1]}}}}}");
        }

        Write("gateway", text.ToString());
    }

    public void WriteSecret(string name, X509Certificate2 certificate, X509Certificate2? keyOf = null, string more = "", string ns = "edge") => Write("secret-" + name, $"""
        apiVersion: v1
        kind: Secret
        metadata: {"{"}name: {name}, namespace: {ns}{"}"}
        type: kubernetes.io/tls
        stringData:
          tls.crt: {Quoted(certificate.ExportCertificatePem())}
          tls.key: {Quoted(SiteAuthority.KeyOf(keyOf ?? certificate))}
        {more}
        """);

    public void WriteAuthority(string name, string authority, string revocationList = "") => Write("secret-" + name, $"""
        apiVersion: v1
        kind: Secret
        metadata: {"{"}name: {name}, namespace: edge{"}"}
        stringData:
          ca.crt: {Quoted(authority)}
          ca.crl: {Quoted(revocationList)}
        """);

    public void Remove(string name) => File.Delete(System.IO.Path.Combine(Path, name + ".yaml"));

    public void Write(string name, string text) => File.WriteAllText(System.IO.Path.Combine(Path, name + ".yaml"), text);

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Quoted(string text) => "\"" + text.Replace("\n", "\\n", StringComparison.Ordinal) + "\"";
}
