using MeshControl.Model.RateLimits;
using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Policy;

namespace MeshControl.Model.Validation;

/// <summary>Rules for RateLimitPolicies.</summary>
internal sealed class RateLimitPolicyValidator() : SpecValidator<RateLimitPolicy>(KindCatalog.RateLimitPolicy)
{
    private const int FirstError = 400;
    private const int LastError = 599;
    private const int MaxResponseHeaders = 10;

    protected override void Validate(RateLimitPolicy spec, ValidationContext context)
    {
        FieldRules.Selector(context, spec.Selector, null, spec.TargetRefs);
        FieldRules.Duration(context, "timeout", spec.Timeout);
        Targets(context, spec);
        if (spec.Rules.Count == 0 && spec.Connections is null)
        {
            context.Error(FindingCode.MissingField, "rules", "the policy limits nothing", "add a rule with a limit or quotas, or connections");
        }

        for (var i = 0; i < spec.Rules.Count; i++)
        {
            RateLimitRuleRules.Validate(context, $"rules[{i}]", spec.Rules[i], spec.Scope);
            if (spec.Rules.Take(i).Select((_, before) => RateLimitNames.OfRule(spec, before)).Contains(RateLimitNames.OfRule(spec, i)))
            {
                context.Error(FindingCode.InvalidName, $"rules[{i}].name", $"two rules are called \"{RateLimitNames.OfRule(spec, i)}\"", "their counters would be one; rename one of them");
            }
        }

        if (spec.Connections is { } connections)
        {
            Connections(context, spec, connections);
        }

        if (spec.Scope == RateLimitScope.Local)
        {
            OnlyGlobal(context, "failureMode", spec.FailureMode != RateLimitFailureMode.Open);
            OnlyGlobal(context, "timeout", spec.Timeout is not null);
        }

        Response(context, spec.Response);
    }

    private static void Targets(ValidationContext context, RateLimitPolicy spec)
    {
        for (var i = 0; i < spec.TargetRefs.Count; i++)
        {
            if (spec.TargetRefs[i] is { Kind.Length: > 0 } reference && (reference.Kind != "Gateway" || reference.Group != "gateway.networking.k8s.io"))
            {
                context.Error(
                    FindingCode.InvalidValue, $"targetRefs[{i}].kind", $"a policy cannot be attached to {reference.Group}/{reference.Kind}",
                    "refer to a Gateway of gateway.networking.k8s.io; select workloads by selector");
            }
        }

        if (spec.TargetRefs.Count > 0 && spec.Proxies == RateLimitProxies.Sidecars)
        {
            context.Error(FindingCode.ConflictingFields, "proxies", "targetRefs refer to gateways, which are no sidecars", "leave proxies out");
        }
    }

    private static void Connections(ValidationContext context, RateLimitPolicy spec, ConnectionRate connections)
    {
        RateLimitRuleRules.Positive(context, "connections.connections", connections.Connections);
        RateLimitRuleRules.Positive(context, "connections.burst", connections.Burst);
        if (spec.Scope == RateLimitScope.Global)
        {
            context.Error(FindingCode.ConflictingFields, "connections", "connections are counted by each proxy for itself", "put them into a policy with scope local");
        }

        if (spec.Shadow)
        {
            context.Warning(FindingCode.NoEffect, "connections", "a shadow policy does not count connections", "leave shadow out to limit them");
        }
    }

    private static void OnlyGlobal(ValidationContext context, string path, bool isSet)
    {
        if (isSet)
        {
            context.Warning(FindingCode.NoEffect, path, "nobody is asked about a local limit", "set scope: global, or leave it out");
        }
    }

    private static void Response(ValidationContext context, RateLimitResponse? response)
    {
        if (response?.Status is < FirstError or > LastError)
        {
            context.Error(FindingCode.InvalidValue, "response.status", $"{response.Status} does not refuse a request", "use a status from 400 to 599");
        }

        foreach (var name in response?.Headers.Keys ?? [])
        {
            HeaderRules.Name(context, $"response.headers[\"{name}\"]", name);
        }

        if (response?.Headers.Count > MaxResponseHeaders)
        {
            context.Error(FindingCode.InvalidValue, "response.headers", $"there are {response.Headers.Count} headers", $"Envoy takes at most {MaxResponseHeaders}");
        }
    }
}
