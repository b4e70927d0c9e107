namespace MeshControl.Generation.Filters.Authorization;

/// <summary>What the meaning of a rule depends on beside its text.</summary>
/// <param name="Namespace">Namespace of the policy.</param>
/// <param name="LetsIn">True for action ALLOW.</param>
/// <param name="IsTcp">True for a chain of bytes, where nothing of HTTP can be asked.</param>
/// <param name="TrustDomains">Names of the mesh's trust domain.</param>
internal sealed record RuleContext(string Namespace, bool LetsIn, bool IsTcp, TrustDomains TrustDomains)
{
    public Conjunction<Envoy.Config.Rbac.V3.Principal> NewPrincipals() => new(LetsIn, Principals.Or, Principals.Not);

    public Conjunction<Envoy.Config.Rbac.V3.Permission> NewPermissions() => new(LetsIn, Permissions.Or, Permissions.Not);
}
