using MeshControl.Generation.Output;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Proxies;
using MeshControl.Model.Validation;

namespace MeshControl.Cli.Commands.Render;

/// <summary>Reads, compiles and prints; findings go to the error stream, errors among them make the exit code 1 but never stop the rest.</summary>
internal sealed class RenderRun(CommandConsole console)
{
    public int Run(RenderRequest request)
    {
        List<PodProxy> names = [.. request.Proxies.Select(ProxyName.Parse)];
        if (request.ProxyFile is { } file)
        {
            names.AddRange(ProxyName.ReadFile(file));
        }

        if (names.Count == 0)
        {
            throw new CommandException("name at least one proxy, with --proxy sidecar:POD.NAMESPACE or --proxies FILE");
        }

        var mesh = FolderReader.Read(request.Folders, request.MeshConfig);
        var hasErrors = Tell(mesh.Findings);
        var pipeline = new RenderPipeline();
        pipeline.Commit(mesh.Resources, mesh.Settings);
        request.OutFolder?.Create();
        foreach (var name in names)
        {
            hasErrors |= !Render(request, pipeline, name);
        }

        return hasErrors ? 1 : 0;
    }

    private bool Render(RenderRequest request, RenderPipeline pipeline, PodProxy name)
    {
        if (pipeline.IdentityOf(name.Type, name.Namespace, name.Pod) is not { } proxy)
        {
            console.Error.WriteLine($"Error: there is no pod {name.Id} with an address; the folder's Pods name the proxies that can be rendered");
            return false;
        }

        var config = pipeline.Render(proxy);
        var text = request.Why ? WhyText.Of(pipeline, proxy, config) : RenderText.Of(config, request.Output);
        if (request.OutFolder is { } folder)
        {
            var extension = request.Why || request.Output == "short" ? "txt" : request.Output;
            File.WriteAllText(Path.Combine(folder.FullName, $"{name.Id}.{extension}"), text);
            console.Out.WriteLine($"{name.Id}: {Counts(config)}");
        }
        else
        {
            console.Out.Write(text);
        }

        return true;
    }

    private bool Tell(IReadOnlyList<Finding> findings)
    {
        foreach (var finding in findings.Where(finding => finding.Severity != FindingSeverity.Info))
        {
            console.Error.WriteLine(finding.ToString());
        }

        return findings.Any(finding => finding.Severity == FindingSeverity.Error);
    }

    private static string Counts(Generation.Output.ProxyConfig config) => string.Join(", ", ResourceType.All
        .Where(type => type != ResourceType.Secret && type != ResourceType.VirtualHost)
        .Select(type => $"{config.View(type, RouteDelivery.Table).Count} {type.Name}"));
}
