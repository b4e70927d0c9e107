using System.CommandLine;

namespace MeshControl.Cli.Commands.Trace;

/// <summary><c>meshctl trace</c>: where a request would go, decision by decision, without a server or an Envoy.</summary>
internal static class TraceCommand
{
    private const string Explanation = """
        The request is followed through the configuration that the proxies would get: out of the pod's proxy, then into the proxy of every pod that it can land at.
        Where weights or percentages decide, each way is shown with its chance. A gateway pod as --from means a request that comes to it from outside.

        Examples:
          meshctl trace -f samples/bookinfo --from productpage-v1-0.default --to http://reviews:9080/reviews/0 -H 'end-user: jason'
          meshctl trace -f samples/bookinfo --from istio-ingressgateway-0.istio-system --to http://bookinfo.example.com/productpage
          meshctl trace -f DIR --from client.shop --to tcp://db.data:3306
          meshctl trace -f DIR --from client.shop --to https://api.example.com/      # TLS of the application itself
        """;

    public static Command Create(CommandConsole console)
    {
        var folders = new Option<DirectoryInfo[]>("--filename", "-f") { Description = "Folder of Kubernetes and Istio YAML (repeatable)", Required = true };
        var meshConfig = new Option<FileInfo?>("--mesh-config") { Description = "Mesh configuration; default: meshconfig.yaml in the folder" };
        var from = new Option<string>("--from") { Description = "Pod whose proxy is the first: POD.NAMESPACE", HelpName = "POD.NAMESPACE", Required = true };
        var to = new Option<string>("--to") { Description = "http, https, tcp or tls URL", HelpName = "URL", Required = true };
        var method = new Option<string>("--request", "-X") { Description = "HTTP method", HelpName = "METHOD", DefaultValueFactory = _ => "GET" };
        var headers = new Option<string[]>("--header", "-H") { Description = "Request header (repeatable)", HelpName = "'NAME: VALUE'" };
        var sni = new Option<string?>("--sni") { Description = "Server name of the client's TLS; default: the host of an https or tls URL", HelpName = "NAME" };
        var ip = new Option<string?>("--ip") { Description = "Address that the client connects to; default: the service's", HelpName = "ADDRESS" };
        var output = new Option<string>("--output", "-o") { Description = "text or json", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Also print what was passed over and why, and every object behind each decision" };
        var command = new ExplainedCommand("trace", "Follow a request through the mesh that a folder of YAML makes", Explanation)
        {
            folders, meshConfig, from, to, method, headers, sni, ip, output, verbose,
        };
        command.SetAction(parsed => new TraceRun(console).Run(new TraceRequest
        {
            Folders = parsed.GetRequiredValue(folders),
            MeshConfig = parsed.GetValue(meshConfig),
            From = parsed.GetRequiredValue(from),
            To = parsed.GetRequiredValue(to),
            Method = parsed.GetRequiredValue(method),
            Headers = parsed.GetValue(headers) ?? [],
            Sni = parsed.GetValue(sni),
            Ip = parsed.GetValue(ip),
            IsJson = parsed.GetRequiredValue(output) == "json",
            IsVerbose = parsed.GetValue(verbose),
        }));
        return command;
    }
}
