using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for PeerAuthentications.</summary>
internal sealed class PeerAuthenticationValidator() : SpecValidator<PeerAuthentication>(KindCatalog.PeerAuthentication)
{
    protected override void Validate(PeerAuthentication spec, ValidationContext context)
    {
        FieldRules.Selector(context, spec.Selector, null, []);
        if (spec.PortLevelMtls.Count > 0 && (spec.Selector is null || spec.Selector.MatchLabels.Count == 0))
        {
            context.Error(FindingCode.ConflictingFields, "portLevelMtls", "settings for ports need a selector, since ports differ between workloads", "add selector.matchLabels");
        }

        foreach (var port in spec.PortLevelMtls.Keys)
        {
            FieldRules.Port(context, $"portLevelMtls[\"{port}\"]", port);
        }
    }
}
