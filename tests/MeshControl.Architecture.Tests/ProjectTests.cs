using System.Xml.Linq;

namespace MeshControl.Architecture.Tests;

/// <summary>Which project may build on which: the table of docs/architecture.md, as code.</summary>
public sealed class ProjectTests
{
    private const string AspNetCore = "Microsoft.AspNetCore.App";

    private static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["MeshControl.Protos"] = [],
        ["MeshControl.Grpc"] = [],
        ["MeshControl.Kubernetes"] = [],
        ["MeshControl.Incremental"] = [],
        ["MeshControl.Model"] = ["MeshControl.Protos", "MeshControl.Incremental"],
        ["MeshControl.Generation"] = ["MeshControl.Model"],
        ["MeshControl.Xds"] = ["MeshControl.Generation", "MeshControl.Grpc"],
        ["MeshControl.Security"] = ["MeshControl.Protos", "MeshControl.Grpc"],
        ["MeshControl.Cli"] = ["MeshControl.Generation", "MeshControl.Kubernetes", "MeshControl.Grpc"],
        ["MeshControl.Server"] =
        [
            "MeshControl.Protos", "MeshControl.Grpc", "MeshControl.Kubernetes", "MeshControl.Incremental", "MeshControl.Model",
            "MeshControl.Generation", "MeshControl.Xds", "MeshControl.Security",
        ],
    };

    private static readonly Dictionary<string, string[]> MayUsePackage = new(StringComparer.Ordinal)
    {
        ["MeshControl.Protos"] = ["Google.Protobuf", "Grpc.Tools"],
        ["MeshControl.Grpc"] = ["Google.Protobuf", AspNetCore],
        ["MeshControl.Kubernetes"] = ["YamlDotNet"],
        ["MeshControl.Model"] = ["YamlDotNet"],
        ["MeshControl.Security"] = [AspNetCore],
        ["MeshControl.Xds"] = [AspNetCore],
        ["MeshControl.Cli"] = ["System.CommandLine", "Spectre.Console", AspNetCore],
        ["MeshControl.Server"] =
            ["Serilog", "Serilog.Extensions.Logging", "Serilog.Settings.Configuration", "Serilog.Sinks.Console", "System.CommandLine", AspNetCore],
    };

    [Fact]
    public void A_project_references_only_what_its_row_lists() => Violations.None(
        from project in SourceProjects()
        from reference in References(project.File, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
        where !MayReference.GetValueOrDefault(project.Name, []).Contains(reference)
        select $"{project.File} references {reference}",
        "Move the code to the project that may see both, or change the table here and in docs/architecture.md with a reason.");

    [Fact]
    public void Every_source_project_has_a_row() => Violations.None(
        SourceProjects().Where(project => !MayReference.ContainsKey(project.Name)).Select(project => project.File),
        "Give the project a row in MayReference and in docs/architecture.md.");

    [Fact]
    public void A_project_uses_only_the_packages_it_is_known_for() => Violations.None(
        from project in SourceProjects()
        from package in References(project.File, "PackageReference").Concat(References(project.File, "FrameworkReference"))
        where !MayUsePackage.GetValueOrDefault(project.Name, []).Contains(package)
        select $"{project.File} uses {package}",
        "A new package is a decision: list it in MayUsePackage with the change that needs it.");

    [Fact]
    public void The_table_is_acyclic() => Violations.None(
        MayReference.Keys.Where(project => Reaches(project, project, [])),
        "A project reaches itself through the table.");

    [Fact]
    public void Package_versions_are_central() => Violations.None(
        from file in Repository.ProjectFiles
        from reference in XDocument.Parse(Repository.Read(file)).Descendants("PackageReference")
        where reference.Attribute("Version") is not null
        select $"{file} gives {reference.Attribute("Include")?.Value} a version",
        "Put the version into Directory.Packages.props.");

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = Repository.Read("MeshControl.sln").Replace('\\', '/');
        Violations.None(
            Repository.ProjectFiles.Where(file => !solution.Contains(file, StringComparison.Ordinal)),
            "Add it: dotnet sln add <project>.");
    }

    private static IEnumerable<(string File, string Name)> SourceProjects() =>
        Repository.ProjectFiles.Where(file => file.StartsWith("src/", StringComparison.Ordinal)).Select(file => (file, Path.GetFileNameWithoutExtension(file)));

    private static IEnumerable<string> References(string file, string kind) =>
        XDocument.Parse(Repository.Read(file)).Descendants(kind).Select(reference => reference.Attribute("Include")?.Value).OfType<string>();

    private static bool Reaches(string from, string target, HashSet<string> seen) =>
        MayReference.GetValueOrDefault(from, []).Any(next => next == target || (seen.Add(next) && Reaches(next, target, seen)));
}
