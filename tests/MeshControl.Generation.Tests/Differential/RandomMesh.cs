using System.Text;

namespace MeshControl.Generation.Tests.Differential;

/// <summary>One random configuration over the world.</summary>
internal static class RandomMesh
{
    /// <summary>The objects beside those of the world, in YAML.</summary>
    public static string Write(Dice dice)
    {
        var rules = new RandomRules(dice);
        var policies = new RandomPolicies(dice);
        var text = new StringBuilder();
        foreach (var host in new[] { "web", "cart", "pay" }.Where(_ => dice.Percent(65)))
        {
            text.Append(policies.DestinationRule(host));
        }

        for (var i = 0; i < dice.Between(1, 3); i++)
        {
            text.Append(rules.Rule($"rule-{i}", dice.Of("mesh", "mesh", "both")));
        }

        text.Append(policies.Gateway());
        for (var i = 0; i < dice.Between(1, 3); i++)
        {
            text.Append(rules.Rule($"front-{i}", "gateway"));
        }

        text.Append(dice.Maybe(60, policies.ServiceEntry)).Append(dice.Maybe(25, policies.Sidecar)).Append(dice.Maybe(50, policies.PeerAuthentication));
        for (var i = 0; i < dice.Between(0, 2); i++)
        {
            text.Append(policies.AuthorizationPolicy(i));
        }

        return text.ToString();
    }
}
