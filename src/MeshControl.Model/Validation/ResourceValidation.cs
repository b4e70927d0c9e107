using System.Collections.Frozen;
using MeshControl.Model.Resources;

namespace MeshControl.Model.Validation;

/// <summary>Validates one object on its own by the rules of its kind; rules across objects are analysis, not validation.</summary>
public static class ResourceValidation
{
    private static readonly FrozenDictionary<string, IResourceValidator> Validators = new IResourceValidator[]
    {
        new VirtualServiceValidator(), new DestinationRuleValidator(), new GatewayValidator(), new ServiceEntryValidator(), new WorkloadEntryValidator(),
        new WorkloadGroupValidator(), new SidecarValidator(), new WorkloadProxyConfigValidator(), new EnvoyFilterValidator(), new PeerAuthenticationValidator(),
        new RequestAuthenticationValidator(), new AuthorizationPolicyValidator(), new TelemetryValidator(), new WasmPluginValidator(), new TrafficExtensionValidator(),
        new RateLimitPolicyValidator(),
    }.ToFrozenDictionary(v => v.Kind.Id);

    /// <summary>Errors mean that the object must not be used.</summary>
    public static IReadOnlyList<Finding> Validate(Resource resource)
    {
        if (!Validators.TryGetValue(resource.Kind.Id, out var validator))
        {
            return [];
        }

        var context = new ValidationContext(resource);
        AnnotationRules.Validate(resource, context);
        validator.Validate(resource, context);
        return context.Findings;
    }
}
