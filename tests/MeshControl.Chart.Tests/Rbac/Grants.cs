using System.Text.Json.Nodes;
using MeshControl.Chart.Tests.Rendering;

namespace MeshControl.Chart.Tests.Rbac;

/// <summary>What the service account of a rendered chart may do.</summary>
internal static class Grants
{
    public static IReadOnlyList<Grant> Of(RenderedChart chart) =>
    [
        .. from role in chart.All("ClusterRole").Concat(chart.All("Role"))
           from rule in role["rules"]!.AsArray()
           from grouped in Texts(rule!["apiGroups"])
           from resource in Texts(rule["resources"])
           from verb in Texts(rule["verbs"])
           select new Grant(grouped, resource, verb, (string?)role["metadata"]!["namespace"] ?? "", Texts(rule["resourceNames"])),
    ];

    private static List<string> Texts(JsonNode? list) => [.. (list as JsonArray ?? []).Select(item => (string)item!)];
}
