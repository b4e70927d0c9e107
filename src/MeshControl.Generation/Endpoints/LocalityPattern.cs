using MeshControl.Model.Services;

namespace MeshControl.Generation.Endpoints;

/// <summary>Patterns of distribution rules: `region/zone/subzone`, where `*` or a missing zone or sub-zone matches anything.</summary>
internal static class LocalityPattern
{
    public static bool Matches(string pattern, Locality locality)
    {
        var wanted = Locality.Parse(pattern);
        return (wanted.Region == "*" || wanted.Region == locality.Region)
            && MatchesPart(wanted.Zone, locality.Zone)
            && MatchesPart(wanted.SubZone, locality.SubZone);
    }

    private static bool MatchesPart(string wanted, string own) => wanted.Length == 0 || wanted == "*" || wanted == own;
}
