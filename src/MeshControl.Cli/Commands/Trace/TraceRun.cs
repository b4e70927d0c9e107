using System.Net;
using MeshControl.Cli.Commands.Render;
using MeshControl.Cli.Output;
using MeshControl.Cli.Targets;
using MeshControl.Generation.Rendering;
using MeshControl.Generation.Simulation;
using MeshControl.Generation.Simulation.Mesh;
using MeshControl.Model.Proxies;
using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Cli.Commands.Trace;

/// <summary>Reads, compiles, follows and prints.</summary>
internal sealed class TraceRun(CommandConsole console)
{
    public int Run(TraceRequest request)
    {
        var url = TraceUrl.Parse(request.To);
        var mesh = FolderReader.Read(request.Folders, request.MeshConfig);
        foreach (var finding in mesh.Findings.Where(finding => finding.Severity == FindingSeverity.Error))
        {
            console.Error.WriteLine(finding.ToString());
        }

        var pipeline = new RenderPipeline();
        pipeline.Commit(mesh.Resources, mesh.Settings);
        var workloads = new Workloads(mesh.Resources, mesh.Settings);
        var from = Find(workloads, request.From);
        var trace = Follow(request, url, pipeline, workloads, from, [.. mesh.Resources]);
        if (request.IsJson)
        {
            console.Out.WriteLine(TraceJson.Of(trace, request).ToJsonString(JsonStyle.Indented));
        }
        else
        {
            console.Out.Write(new TraceText(trace, new TraceOrigins(pipeline), request.IsVerbose).Write($"{(url.IsHttp ? request.Method + " " : "")}{request.To}"));
        }

        return 0;
    }

    private static MeshTrace Follow(
        TraceRequest request, TraceUrl url, RenderPipeline pipeline, Workloads workloads, Workload from, IReadOnlyList<Resource> resources)
    {
        var isGateway = from.Proxy == ProxyType.Router;
        var port = isGateway ? GatewayPort.Of(resources, from, url.Port) : url.Port;
        var target = isGateway ? new Target(from.Addresses[0], port == url.Port ? "the gateway" : $"port {url.Port} of the gateway's service")
            : request.Ip is { } ip ? new Target(Address(ip), "given")
            : new NameLookup(pipeline).Find(url.Host, from.Namespace);
        var hello = url.IsTls || request.Sni is not null ? new TlsHello(request.Sni ?? (IPAddress.TryParse(url.Host, out _) ? null : url.Host), url.IsHttp ? ["h2", "http/1.1"] : []) : null;
        var http = url.IsHttp
            ? new HttpRequest { Method = request.Method, Authority = url.Authority, Path = url.Path, Scheme = url.Scheme, Headers = [.. request.Headers.Select(Header)] }
            : null;
        if (http?.Headers.FirstOrDefault(header => header.Name == "host") is { Name: not null } host)
        {
            http = http.Without("host") with { Authority = host.Value };
        }

        return new MeshSimulator(pipeline, workloads).Trace(from, target, port, hello, http);
    }

    private static Workload Find(Workloads workloads, string text)
    {
        var name = PodName.Parse(text, "default");
        if (workloads.Find(name.Name, name.Namespace) is { } found)
        {
            return found;
        }

        var near = workloads.All.Where(item => item.Name.StartsWith(name.Name.Split('-')[0], StringComparison.Ordinal) || item.Namespace == name.Namespace).Take(5).ToList();
        throw new CommandException(workloads.All.IsEmpty
            ? "the folder has no Pod with an address; a trace starts at one"
            : $"there is no pod {name} with an address; the folder has {string.Join(", ", near.Count > 0 ? near : workloads.All.Take(5))}");
    }

    private static HttpHeader Header(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            ? new HttpHeader(text[..colon].Trim().ToLowerInvariant(), text[(colon + 1)..].Trim())
            : throw new CommandException($"'{text}' is no header; write -H 'NAME: VALUE'");
    }

    private static IPAddress Address(string text) =>
        IPAddress.TryParse(text, out var address) ? address : throw new CommandException($"'{text}' is no IP address");
}
