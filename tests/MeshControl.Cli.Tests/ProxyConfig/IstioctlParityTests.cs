using MeshControl.Testing;

namespace MeshControl.Cli.Tests.ProxyConfig;

/// <summary>What the real istioctl printed for real config dumps, byte for byte.</summary>
public sealed class IstioctlParityTests
{
    private const string Folder = "istioctl/proxy-config";

    // The command line behind each file name.
    private static readonly Dictionary<string, string> CommandLines = new(StringComparer.Ordinal)
    {
        ["all.txt"] = "all",
        ["clusters.txt"] = "clusters",
        ["clusters-fqdn-direction.txt"] = "cluster --fqdn default --direction outbound",
        ["clusters-json.txt"] = "c --fqdn reviews -o json",
        ["eds.txt"] = "eds",
        ["listeners.txt"] = "listeners",
        ["listeners-port-15006.txt"] = "listener --port 15006",
        ["listeners-summary.txt"] = "l --verbose=false",
        ["routes.txt"] = "routes",
        ["routes-summary.txt"] = "r --verbose=false",
    };

    public static TheoryData<string, string> Expected()
    {
        var rows = new TheoryData<string, string>();
        if (ReferenceFiles.Root is not { } shared || !Directory.Exists(Path.Combine(shared, Folder)))
            return rows;
        var root = Path.Combine(shared, Folder);
        foreach (var file in Directory.EnumerateFiles(root, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            rows.Add(Path.GetRelativePath(root, Path.GetDirectoryName(file)!), Path.GetFileName(file));
        return rows;
    }

    [ReferenceTheory(Folder)]
    [MemberData(nameof(Expected))]
    public async Task ProxyConfig_of_a_dump_prints_what_istioctl_prints(string proxy, string file)
    {
        var folder = Path.Combine(ReferenceFiles.Root!, Folder, proxy);

        var run = await MeshctlRun.WithAsync(["pc", .. CommandLines[file].Split(' '), "--file", Path.Combine(folder, "config_dump.json")]);

        Assert.Equal("", run.Error);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(folder, file)), run.Out);
        Assert.Equal(0, run.ExitCode);
    }

    [ReferenceFact(Folder)]
    public void Reference_folder_holds_only_files_with_a_known_command_line() =>
        Assert.All(Expected(), row => Assert.Contains(row[1].ToString()!, CommandLines.Keys));
}
