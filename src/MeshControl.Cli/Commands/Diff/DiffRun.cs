using MeshControl.Cli.Commands.Render;
using MeshControl.Generation.Comparison;
using MeshControl.Generation.Rendering;
using MeshControl.Model.Proxies;
using MeshControl.Model.Validation;

namespace MeshControl.Cli.Commands.Diff;

/// <summary>Reads both folders, compares and prints.</summary>
internal sealed class DiffRun(CommandConsole console)
{
    private const string ProxiesFile = "proxies.txt";

    public int Run(DiffRequest request)
    {
        if (request.Folders.Count != 2)
        {
            throw new CommandException("give -f twice: the folder as it is, then the folder as it would be");
        }

        var (old, now) = (FolderReader.Read([request.Folders[0]], null), FolderReader.Read([request.Folders[1]], null));
        var comparison = MeshComparer.Compare(old, now, Proxies(request, old, now));
        var report = new DiffReport(comparison, NotIn(old, now), NotIn(now, old));
        console.Out.Write(request.IsJson ? DiffJson.Of(report) : DiffText.Of(report, request.Full));
        var isClean = comparison.Groups.Count == 0 && !report.Introduced.Any(finding => finding.Severity == FindingSeverity.Error);
        return request.TellByExitCode && !isClean ? 1 : 0;
    }

    private static List<PodProxy> Proxies(DiffRequest request, MeshFolder old, MeshFolder now)
    {
        List<PodProxy> named = [.. request.Proxies.Select(ProxyName.Parse)];
        if (request.ProxyFile is { } file)
        {
            named.AddRange(ProxyName.ReadFile(file));
        }

        if (named.Count == 0)
        {
            named.AddRange(request.Folders.Select(folder => new FileInfo(Path.Combine(folder.FullName, ProxiesFile)))
                .Where(list => list.Exists).SelectMany(ProxyName.ReadFile));
        }

        return named.Count > 0 ? named : [.. PodRoster.Of(old.Resources), .. PodRoster.Of(now.Resources)];
    }

    // The same complaint may stand at another line.
    private static List<Finding> NotIn(MeshFolder known, MeshFolder folder)
    {
        var told = known.Findings.Select(Essence).ToHashSet();
        return [.. folder.Findings.Where(finding => finding.Severity != FindingSeverity.Info && !told.Contains(Essence(finding)))];
    }

    private static (object?, string, string) Essence(Finding finding) => (finding.Resource, finding.Path, finding.Message);
}
