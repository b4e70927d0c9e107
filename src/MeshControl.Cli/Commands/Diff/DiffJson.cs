using System.Text.Json.Nodes;
using MeshControl.Cli.Output;
using MeshControl.Generation.Comparison;
using MeshControl.Model.Resources;
using MeshControl.Model.Validation;

namespace MeshControl.Cli.Commands.Diff;

/// <summary>A comparison for programs; members are never renamed, only added.</summary>
internal static class DiffJson
{
    public static string Of(DiffReport report) => new JsonObject
    {
        ["objects"] = List(report.Comparison.Objects, item => With(Key(item.Key), "change", Word(item.Change))),
        ["settingsChanged"] = report.Comparison.SettingsChanged,
        ["proxies"] = new JsonObject { ["total"] = report.Comparison.ProxyCount, ["changed"] = report.Comparison.ChangedProxyCount },
        ["groups"] = List(report.Comparison.Groups, Group),
        ["introducedFindings"] = List(report.Introduced, Finding),
        ["resolvedFindings"] = List(report.Resolved, Finding),
    }.ToJsonString(JsonStyle.Indented) + "\n";

    private static JsonObject Group(ProxyGroupChange group) => new()
    {
        ["proxies"] = List(group.Proxies, proxy => JsonValue.Create(proxy)),
        ["change"] = Word(group.Change),
        ["resources"] = List(group.Resources, resource => new JsonObject
        {
            ["type"] = resource.Type,
            ["name"] = resource.Name,
            ["change"] = Word(resource.Change),
            ["causes"] = List(resource.Causes, Key),
            ["fields"] = List(resource.Fields, field => new JsonObject
            {
                ["path"] = field.Path, ["old"] = Parsed(field.Old), ["new"] = Parsed(field.New),
            }),
        }),
    };

    private static JsonObject Finding(Finding finding) => new()
    {
        ["severity"] = Word(finding.Severity),
        ["code"] = finding.Code.ToString(),
        ["object"] = finding.Resource is { } key ? Key(key) : null,
        ["path"] = finding.Path,
        ["message"] = finding.Message,
        ["fix"] = finding.Fix,
        ["file"] = finding.Origin.Source,
        ["line"] = finding.Origin.Line,
    };

    private static JsonObject Key(ResourceKey key) => new() { ["kind"] = key.Kind, ["namespace"] = key.Namespace, ["name"] = key.Name };

    private static JsonObject With(JsonObject members, string name, string value)
    {
        members[name] = value;
        return members;
    }

    private static JsonNode? Parsed(string? json) => json is null ? null : JsonNode.Parse(json);

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();

    private static JsonArray List<T>(IEnumerable<T> items, Func<T, JsonNode?> of) => [.. items.Select(of)];
}
