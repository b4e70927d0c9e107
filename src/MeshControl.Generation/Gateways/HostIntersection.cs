using MeshControl.Model.Services;

namespace MeshControl.Generation.Gateways;

/// <summary>The hosts that a server and a rule have in common.</summary>
internal static class HostIntersection
{
    /// <summary>Of each overlapping pair the more specific host, in the order of the server's hosts.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> serverHosts, IReadOnlyList<string> ruleHosts)
    {
        var common = new List<string>();
        foreach (var server in serverHosts)
        {
            foreach (var rule in ruleHosts)
            {
                if (HostNames.IsSubsetOf(server, rule))
                {
                    common.Add(server);
                }
                else if (HostNames.IsSubsetOf(rule, server))
                {
                    common.Add(rule);
                }
            }
        }

        return common.Distinct(StringComparer.Ordinal);
    }
}
