using MeshControl.Model.Resources;
using MeshControl.Model.Resources.Istio;

namespace MeshControl.Model.Validation;

/// <summary>Rules for AuthorizationPolicies.</summary>
internal sealed class AuthorizationPolicyValidator() : SpecValidator<AuthorizationPolicy>(KindCatalog.AuthorizationPolicy)
{
    protected override void Validate(AuthorizationPolicy spec, ValidationContext context)
    {
        FieldRules.Selector(context, spec.Selector, spec.TargetRef, spec.TargetRefs);
        if (spec.Action == AuthorizationAction.Custom && string.IsNullOrEmpty(spec.Provider?.Name))
        {
            context.Error(FindingCode.MissingField, "provider.name", "action CUSTOM needs a provider", "name an extension provider of the mesh configuration");
        }

        if (spec.Action != AuthorizationAction.Custom && spec.Provider is not null)
        {
            context.Error(FindingCode.ConflictingFields, "provider", "a provider is used by action CUSTOM only", "set action: CUSTOM, or remove it");
        }

        if (spec.Action is AuthorizationAction.Deny or AuthorizationAction.Custom && spec.Rules.Count == 0)
        {
            context.Error(FindingCode.MissingField, "rules", $"action {spec.Action.ToString().ToUpperInvariant()} without rules matches nothing", "add a rule; {} matches everything");
        }

        for (var i = 0; i < spec.Rules.Count; i++)
        {
            ValidateRule(context, $"rules[{i}]", spec.Rules[i], spec.Action);
        }
    }

    private static void ValidateRule(ValidationContext context, string path, AuthorizationRule rule, AuthorizationAction action)
    {
        for (var i = 0; i < rule.From.Count; i++)
        {
            if (rule.From[i].Source is { } source)
            {
                AuthorizationSourceRules.Validate(context, $"{path}.from[{i}].source", source, action);
            }
            else
            {
                context.Error(FindingCode.MissingField, $"{path}.from[{i}].source", "the source is empty", "say where requests come from, or remove it");
            }
        }

        for (var i = 0; i < rule.To.Count; i++)
        {
            if (rule.To[i].Operation is { } operation)
            {
                ValidateOperation(context, $"{path}.to[{i}].operation", operation);
            }
            else
            {
                context.Error(FindingCode.MissingField, $"{path}.to[{i}].operation", "the operation is empty", "say what requests do, or remove it");
            }
        }

        for (var i = 0; i < rule.When.Count; i++)
        {
            AuthorizationConditionRules.Validate(context, $"{path}.when[{i}]", rule.When[i], action);
        }
    }

    private static void ValidateOperation(ValidationContext context, string path, AuthorizationOperation operation)
    {
        var lists = new (string Name, IReadOnlyList<string> Values)[]
        {
            ("hosts", operation.Hosts), ("notHosts", operation.NotHosts), ("ports", operation.Ports), ("notPorts", operation.NotPorts),
            ("methods", operation.Methods), ("notMethods", operation.NotMethods), ("paths", operation.Paths), ("notPaths", operation.NotPaths),
        };
        if (lists.All(l => l.Values.Count == 0))
        {
            context.Error(FindingCode.MissingField, path, "the operation is empty", "set hosts, ports, methods or paths");
        }

        foreach (var (name, values) in lists)
        {
            for (var i = 0; i < values.Count; i++)
            {
                var at = $"{path}.{name}[{i}]";
                if (values[i].Length == 0)
                {
                    context.Error(FindingCode.MissingField, at, "the text is empty");
                }
                else if (name is "paths" or "notPaths" && PathTemplate.Problem(values[i]) is { } problem)
                {
                    context.Error(FindingCode.InvalidValue, at, problem, "use {*} for one segment, and {**} once, as the last of them");
                }
                else if (name is "ports" or "notPorts" && !(int.TryParse(values[i], out var port) && port is >= 0 and <= 65535))
                {
                    context.Error(FindingCode.InvalidPort, at, $"\"{values[i]}\" is not a port", "use a number between 1 and 65535");
                }
            }
        }
    }
}
