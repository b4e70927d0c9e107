using System.Text.RegularExpressions;
using MeshControl.Incremental;
using MeshControl.Model.Facts;

namespace MeshControl.Server.Webhooks.Injection;

/// <summary>Whether the nodes of the cluster start init containers with restartPolicy Always as sidecars.</summary>
internal static partial class NativeSidecars
{
    private const int FirstMinor = 33;

    /// <summary>The node of the pod where it has one, else every node; false where none is known.</summary>
    public static bool AreThere(MeshFacts facts, IReader read, string nodeName)
    {
        var nodes = read.Items(facts.Resources.Nodes.Table).Where(node => nodeName.Length == 0 || node.Name == nodeName).ToList();
        return nodes.Count > 0 && nodes.TrueForAll(node => IsNewEnough(node.Spec.Status?.NodeInfo?.KubeletVersion ?? ""));
    }

    private static bool IsNewEnough(string version) =>
        Version().Match(version) is { Success: true } match && (int.Parse(match.Groups["major"].Value) > 1 || int.Parse(match.Groups["minor"].Value) >= FirstMinor);

    [GeneratedRegex(@"^v?(?<major>\d{1,4})\.(?<minor>\d{1,4})", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Version();
}
